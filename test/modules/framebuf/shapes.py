import framebuf
from array import array

W, H = 15, 9


def show(draw):
    memory = bytearray(W * H)
    picture = framebuf.FrameBuffer(memory, W, H, framebuf.GS8)
    draw(picture)
    for y in range(H):
        print("|" + "".join(".#+o"[c] for c in memory[y * W : y * W + W]) + "|")
    print()


def lines(p):
    p.line(0, 0, 14, 4, 1)
    p.line(14, 8, 10, -3, 2)
    p.line(-5, 3, 3, 20, 3)
    p.line(7, 7, 7, 7, 1)


def rectangles(p):
    p.rect(-2, -2, 6, 6, 1)
    p.rect(6, 1, 4, 5, 2, True)
    p.rect(12, 5, 9, 9, 3)
    p.rect(1, 7, 0, 0, 1)
    p.hline(3, 8, 40, 1)
    p.vline(11, -4, 7, 1)


def ellipses(p):
    p.ellipse(7, 4, 7, 4, 1)
    p.ellipse(7, 4, 4, 2, 2, True, 0b0101)
    p.ellipse(7, 4, 4, 3, 3, False, 0b1010)
    p.ellipse(0, 0, 0, 0, 3)
    p.ellipse(14, 8, 0, 0, 3, True, 0)
    p.ellipse(2, 8, 0, 3, 2)


def outlines(p):
    p.poly(1, 0, array("b", [0, 0, 10, 2, 12, 8, 3, 8]), 1)
    p.poly(9, 1, array("h", [0, 0, 5, 0, 5, 3, 99]), 2)
    p.poly(0, 0, array("h"), 3)


def filled(p):
    p.poly(0, 0, array("b", [0, 0, 7, 8, 13, 1, 9, 3, 5, 0]), 1, True)
    p.poly(0, 4, array("i", [0, 0, 3, 0, 3, 4, 0, 4]), 2, True)


def letters(p):
    p.text("a\u20ac", -2, 1)
    p.text(b"Gx\0no", 4, -1, 2)


for draw in (lines, rectangles, ellipses, outlines, filled, letters):
    show(draw)
# expect: |##.........+...|
# expect: |..####.....+...|
# expect: |......###...+..|
# expect: |.........###+..|
# expect: |.............+#|
# expect: |.............+.|
# expect: |.............+.|
# expect: |.......#......+|
# expect: |..............+|
# expect:
# expect: |...#.......#...|
# expect: |...#..++++.#...|
# expect: |...#..++++.#...|
# expect: |####..++++.....|
# expect: |......++++.....|
# expect: |......++++..ooo|
# expect: |............o..|
# expect: |............o..|
# expect: |...############|
# expect:
# expect: |o...#######....|
# expect: |..##.ooo...##..|
# expect: |.#..o..+++...#.|
# expect: |#..o...++++...#|
# expect: |#..o+++++++o..#|
# expect: |#.+.++++...o..#|
# expect: |.#...+++..o..#.|
# expect: |..##...ooo.##..|
# expect: |..+.#######....|
# expect:
# expect: |.###...........|
# expect: |.#..#####++++++|
# expect: |..#......#++..+|
# expect: |..#........#+++|
# expect: |...#........#.+|
# expect: |...#........#..|
# expect: |...#........#..|
# expect: |....#........#.|
# expect: |....##########.|
# expect:
# expect: |######.........|
# expect: |.######......#.|
# expect: |..#######..##..|
# expect: |...#########...|
# expect: |++++#######....|
# expect: |++++#######....|
# expect: |++++.#####.....|
# expect: |++++..###......|
# expect: |++++...#.......|
# expect:
# expect: |.....++..++....|
# expect: |.....++#.#.#.++|
# expect: |.....++.+++.#.+|
# expect: |####.++#.++#.#.|
# expect: |...##++.#++.#.+|
# expect: |#####.++++.#.++|
# expect: |#..##.#.#.#.#.#|
# expect: |#####..#.#.#.#.|
# expect: |......#.#.#.#.#|
# expect:

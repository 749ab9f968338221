# What is inside is the same whether the rest is walked or not.
import framebuf
from array import array
from binascii import crc32

WIDTH, HEIGHT = 40, 24
pixels = bytearray(WIDTH * HEIGHT)
canvas = framebuf.FrameBuffer(pixels, WIDTH, HEIGHT, framebuf.GS8)
seed = 1


def somewhere(reach):
    global seed
    seed = (seed * 75 + 74) % 65537
    return seed % (2 * reach + 1) - reach


for reach in (30, 100, 1000, 7000):
    for shape in ("line", "polygon", "filled"):
        canvas.fill(0)
        for colour in range(1, 40):
            if shape == "line":
                x, y = somewhere(reach), somewhere(reach)
                canvas.line(x, y, somewhere(40) - x, somewhere(40) - y, colour)
            else:
                corners = array("h", [somewhere(reach) for _ in range(4)])
                corners.extend(array("h", [somewhere(20) - c for c in corners]))
                canvas.poly(somewhere(20), somewhere(20), corners, colour, shape == "filled")
        print(reach, shape, hex(crc32(pixels)))
# expect: 30 line 0x7a1b4f94
# expect: 30 polygon 0xaf8fd538
# expect: 30 filled 0x5b114c2d
# expect: 100 line 0x50c32d55
# expect: 100 polygon 0x462b0654
# expect: 100 filled 0xc57c2a46
# expect: 1000 line 0xb31f6f92
# expect: 1000 polygon 0x5952a79e
# expect: 1000 filled 0xd69f8126
# expect: 7000 line 0xac0a27e8
# expect: 7000 polygon 0x38e2007b
# expect: 7000 filled 0xd69f8126

canvas.fill(0)
for at in range(-3, 12):
    canvas.line(at * 7 - 900, -700, at * 7 + 1100, 911, 1)
for y in range(0, HEIGHT, 4):
    print("".join("#" if canvas.pixel(x, y) else "." for x in range(WIDTH)))
# expect: ....#......#......#......#......#......#
# expect: ..#......#......#......#......#......#..
# expect: #......#......#......#......#......#....
# expect: .....#......#......#......#......#......
# expect: ...#......#......#......#......#......#.
# expect: .#......#......#......#......#......#...

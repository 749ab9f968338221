import framebuf

memory = bytearray(30)
picture = framebuf.FrameBuffer(memory, 6, 5, framebuf.GS8)


def show():
    for y in range(5):
        print(memory[y * 6 : y * 6 + 6].hex())
    print()


icon = framebuf.FrameBuffer(bytearray(b"\x01\x02\x03\x04\x05\x06"), 3, 2, framebuf.GS8)
picture.blit(icon, 1, 1)
picture.blit(icon, -1, -1)
picture.blit(icon, 5, 4, 1)
picture.blit(icon, 3, 3, 5)
picture.blit(icon, 6, 0)
picture.blit(icon, 0, -2)
show()
# expect: 050600000000
# expect: 000102030000
# expect: 000405060000
# expect: 000000010203
# expect: 000000040006
# expect:
# A picture may be a tuple or list, of memory that cannot be written to.
picture.blit((b"\xa0", 3, 1, framebuf.MONO_HLSB), 0, 4)
palette = framebuf.FrameBuffer(bytearray(b"\x0a\x0b"), 2, 1, framebuf.GS8)
picture.blit([b"\x40", 3, 1, framebuf.MONO_HLSB, 8], 3, 0, 0x0B, palette)
show()
# expect: 0506000a000a
# expect: 000102030000
# expect: 000405060000
# expect: 000000010203
# expect: 010001040006
# expect:
picture.scroll(1, -1)
show()
# expect: 050001020300
# expect: 000004050600
# expect: 000000000102
# expect: 000100010400
# expect: 010001040006
# expect:
picture.scroll(-2, 2)
show()
# expect: 050001020300
# expect: 000004050600
# expect: 010203000102
# expect: 040506000400
# expect: 000001020006
# expect:
picture.scroll(6, 0)
picture.scroll(0, -5)
show()
# expect: 050001020300
# expect: 000004050600
# expect: 010203000102
# expect: 040506000400
# expect: 000001020006
# expect:
for bad in ((b"", 1), (b"", 1, 1, 0, 1, 1), 5, (b"", 1, 1, 9)):
    try:
        picture.blit(bad, 0, 0)
    except Exception as e:
        print(repr(e))
# expect: ValueError()
# expect: ValueError()
# expect: TypeError("object 'int' isn't a tuple or list",)
# expect: ValueError('invalid format',)

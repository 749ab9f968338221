# firmware: everything
# What goes in comes out again, and the bytes in between are the firmware's own.
import deflate
import io


def compress(data, *args):
    target = io.BytesIO()
    with deflate.DeflateIO(target, *args) as stream:
        stream.write(data)
    return target.getvalue()


def inflate(data, *args):
    return deflate.DeflateIO(io.BytesIO(data), *args).read()


text = b"she sells sea shells by the sea shore" * 3
for args in ((), (deflate.RAW,), (deflate.ZLIB, 10), (deflate.GZIP,)):
    print(compress(text, *args))
# expect: b'+\xceHU(N\xcd\xc9)\x06\x92\x89\n@\x1e\x88\x99T\xa9P\x02\x16\x07\x89\xe4\x17\xa5RO\x11\x00'
# expect: b'+\xceHU(N\xcd\xc9)\x06\x92\x89\n@\x1e\x88\x99T\xa9P\x02\x16\x07\x89\xe4\x17\xa5RO\x11\x00'
# expect: b'(\x91+\xceHU(N\xcd\xc9)\x06\x92\x89\n@\x1e\x88\x99T\xa9P\x02\x16\x07\x89\xe4\x17\xa5RO\x11\x00\xdb\x85(x'
# expect: b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\x03+\xceHU(N\xcd\xc9)\x06\x92\x89\n@\x1e\x88\x99T\xa9P\x02\x16\x07\x89\xe4\x17\xa5RO\x11\x00\xbf\xc7\xe9\xd1o\x00\x00\x00'
print(inflate(compress(text, deflate.ZLIB, 10)) == text)  # expect: True
print(inflate(compress(text, deflate.GZIP)) == text)  # expect: True

# Every byte, and matches of all lengths, some longer than one symbol can tell.
print(inflate(compress(bytes(range(256))), deflate.RAW) == bytes(range(256)))  # expect: True
print([n for n in range(1, 600) if inflate(compress(b"\xff" * n), deflate.RAW) != b"\xff" * n])
# expect: []
print(len(compress(b"\xff" * 259)), len(compress(b"\xff" * 260)), len(compress(b"\xff" * 261)))
# expect: 4 7 8

# A window that is too small for what repeats, and one that is not.
far = bytes(range(200)) * 2
print(len(compress(far, deflate.RAW, 7)), len(compress(far, deflate.RAW, 8)), inflate(compress(far, deflate.RAW, 8), deflate.RAW) == far)
# expect: 416 212 True
# All distances up to the largest window.
block = bytes((i * 7 + (i >> 5)) & 255 for i in range(1500))
print(inflate(compress(block + block, deflate.RAW, 11), deflate.RAW, 11) == block + block)
# expect: True

# Nothing written: nothing comes, not even a header.
print(compress(b"", deflate.GZIP), deflate.DeflateIO(io.BytesIO()).close())  # expect: b'' None
# In parts, between which nothing is lost.
target = io.BytesIO()
stream = deflate.DeflateIO(target, deflate.ZLIB)
print(stream.write(b"in "), stream.write(b"parts"), stream.close(), inflate(target.getvalue()))
# expect: 3 5 None b'in parts'
try:
    stream.write(b"late")
except OSError as error:
    print(repr(error))
# expect: OSError(22,)

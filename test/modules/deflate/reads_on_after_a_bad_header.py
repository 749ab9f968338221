# extmod/moddeflate.c, deflateio_init_read: a header is read once. After a bad one the state is still zero: a stored block begins there.
import deflate
import io


def reads(data, *options):
    stream = deflate.DeflateIO(io.BytesIO(data), *options)
    for _ in range(4):
        try:
            print(stream.read(4))
        except (OSError, EOFError) as error:
            print(repr(error))
    print('-')


hello = b'\xcbH\xcd\xc9\xc9W(\xcf/\xcaI\x01\x00\x1a\x0b\x04]'
# Neither header: the length of a stored block follows, good or bad; then other blocks.
reads(b'ab\x04\x00\xfb\xffcopy\x01\x00\x00\xff\xff')
# expect: OSError(22,)
# expect: b'copy'
# expect: b''
# expect: b''
# expect: -
reads(b'ab\x00\x00\xff\xff' + hello)
# expect: OSError(22,)
# expect: b'hell'
# expect: b'o wo'
# expect: b'rld'
# expect: -
reads(b'ab\x00\x00\xff\xfe\x04\x00\xfb\xffcopy\x01\x00\x00\xff\xff')
# expect: OSError(22,)
# expect: OSError(22,)
# expect: b'copy'
# expect: b''
# expect: -
reads(b'ab')
# expect: OSError(22,)
# expect: EOFError()
# expect: EOFError()
# expect: EOFError()
# expect: -
reads(b'a')
# expect: EOFError()
# expect: EOFError()
# expect: EOFError()
# expect: EOFError()
# expect: -
# The other format's header is good all the same, so its checksum counts.
reads(b'x\x9c\x00\x00\xff\xff' + hello, deflate.GZIP)
# expect: OSError(22,)
# expect: b'hell'
# expect: b'o wo'
# expect: b'rld'
# expect: -
reads(b'x\x9c\x04\x00\xfb\xffcopy\x01\x00\x00\xff\xff' + bytes(4), deflate.GZIP)
# expect: OSError(22,)
# expect: b'copy'
# expect: OSError(22,)
# expect: EOFError()
# expect: -
# After a bad checksum its reader is where it was, in the last block.
reads(b'x\x9c\x01\x04\x00\xfb\xffcopy' + bytes(4) + b'\x04\x00\xfb\xffmore' + bytes(8))
# expect: b'copy'
# expect: OSError(22,)
# expect: b'more'
# expect: OSError(22,)
# expect: -

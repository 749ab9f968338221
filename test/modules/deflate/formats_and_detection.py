import deflate
import io

# One text, deflated by CPython's zlib: raw, for zlib (window of 512) and for gzip.
raw = b"+\xca\xccKW(B%J\xf2\xf3R\x01"
zlib = b"\x18\xd3" + raw + b"p.\x08\xf7"
gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03" + raw + b"a\xa6\xaf\xbf\x18\x00\x00\x00"
named = b"\x1f\x8b\x08\x1e\x00\x00\x00\x00\x02\x03\x02\x00xxname\x00comment\x00cc" + gzip[10:]


def attempt(data, *args):
    try:
        with deflate.DeflateIO(io.BytesIO(data), *args) as stream:
            print(stream.read())
    except Exception as e:
        print(repr(e))


attempt(raw, deflate.RAW)  # expect: b'ring ring ring ring tone'
attempt(zlib, deflate.ZLIB)  # expect: b'ring ring ring ring tone'
attempt(gzip, deflate.GZIP)  # expect: b'ring ring ring ring tone'
attempt(zlib)  # expect: b'ring ring ring ring tone'
attempt(named)  # expect: b'ring ring ring ring tone'
attempt(raw)  # expect: OSError(22,)
attempt(raw, deflate.ZLIB)  # expect: OSError(22,)
attempt(gzip, deflate.ZLIB)  # expect: OSError(22,)
attempt(zlib, deflate.GZIP)  # expect: OSError(22,)
attempt(raw[:5], deflate.RAW)  # expect: EOFError()
attempt(b"\x07", deflate.RAW)  # expect: OSError(22,)
attempt(zlib[:-1] + b"?")  # expect: OSError(22,)
attempt(gzip[:-5] + b"?\x18\x00\x00\x00")  # expect: OSError(22,)
attempt(raw, 4)  # expect: ValueError('format',)
attempt(raw, deflate.RAW, 4)  # expect: ValueError('wbits',)
attempt(raw, deflate.RAW, 16)  # expect: ValueError('wbits',)
print(deflate.AUTO, deflate.RAW, deflate.ZLIB, deflate.GZIP)  # expect: 0 1 2 3

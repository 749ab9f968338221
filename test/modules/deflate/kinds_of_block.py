import deflate
import io


def inflate(data, format=deflate.RAW, bits=15):
    return deflate.DeflateIO(io.BytesIO(data), format, bits).read()


# Stored, then with codes of its own.
print(inflate(b"x\x01\x01\x06\x00\xf9\xffstored\t<\x02\x92", deflate.ZLIB))  # expect: b'stored'
print(
    inflate(
        b"-\x8e\xcb\x11\x001\x08Bk\xe5#\xfd\x97\xb0\x90Y\x0f\x19\x8c>\x04 rq_\xd88\x12B\xcb4x\xa1\xc8\x13\xaa\x05\x99R\x8c\xd0S8\xd0J\xb9\x0e\x8a\xb1\x9d\x8e\xdb\xed\x8e\xe8\xc8\x85\xba\xb5\xe1<\x7fY\x94+\x9d\x12\x94\x1e?\x1c\x83{\xd5\x9c\x8d\xdc$/\x8dj6\x83\xf7\xdd \xed\x1aV;<\xab\x97\xec\x03"
    )
)
# expect: b'aabafefdbafaddaebbacaaaadbdabefbcbbecadabcacdbccfdafbddbccaeabdcfafacdbbbabbdccebadabdafcbdfcdcaceabbbabaaaaeabbbabccabbbbbcecffaacdcdbbabbdabadaabedbebadcdacabacaaccbdbaaabebadbcabdbfadcfacdcabbcacdb'
# It goes back by more than 300 bytes, which a window of 256 does not reach.
far = b"\xcb\xcf\xd3\xcfOKS`\x18\x05D\x83|p\x90\x01\x00"
print(len(inflate(far)), inflate(far)[-8:])  # expect: 313 b'\x00\x00on/off'
print(len(inflate(far, deflate.RAW, 9)))  # expect: 313
try:
    inflate(far, deflate.RAW, 0)
except OSError as e:
    print(e)
# expect: [Errno 22] EINVAL

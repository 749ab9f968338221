# Four characters after \u count by their codes, whatever they are.
import json

for escape in ("0041", "-041", "/041", "//00", "g041", "    ", "zzzz"):
    print(escape, json.loads('"\\u%s"' % escape).encode())
# expect: 0041 b'A'
# expect: -041 b'\xf3\x96\x81\x81'
# expect: /041 b'\xf3\x98\x81\x81'
# expect: //00 b'\xf3\x9d\xa0\x80'
# expect: g041 b'\xf0\x90\x81\x81'
# expect:      b'\xf3\x8d\xb7\x99'
# expect: zzzz b'\xf0\xa3\x8c\xb3'

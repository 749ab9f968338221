import json

# An escape is one character, also where two would be a pair, and what is read must be text.
text = json.loads('"\\ud83d\\ude00\\udc80"')
print([ord(c) for c in text], repr(text), json.dumps(text).encode())
# expect: [55357, 56832, 56448] '\ud83d\ude00\udc80' b'"\xed\xa0\xbd\xed\xb8\x80\xed\xb2\x80"'
print(json.dumps(b'\xff\xc3\xa9').encode())  # expect: b'"\xff\xc3\xa9"'
try:
    json.loads(b'"\xff"')
except UnicodeError as err:
    print(repr(err))
# expect: UnicodeError()

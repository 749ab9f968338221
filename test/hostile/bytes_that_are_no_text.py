for b in (b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"a\x80", b"\xc0\x80", b"\xe2\x82"):
    try:
        print(len(b.decode()))
    except UnicodeError as e:
        print("UnicodeError")
    try:
        print(len(str(b, "utf8")))
    except UnicodeError as e:
        print("UnicodeError")
# expect: UnicodeError
# expect: UnicodeError
# expect: UnicodeError
# expect: UnicodeError
# expect: 1
# expect: 1
# expect: 1
# expect: 1
# expect: UnicodeError
# expect: UnicodeError
# expect: 1
# expect: 1
# expect: UnicodeError
# expect: UnicodeError

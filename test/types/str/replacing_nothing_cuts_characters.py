# Nothing is found between all bytes of a str, and what is put there cuts characters of several.
print("aéb".replace("", "-", 2), "abc".replace("", "-"))  # expect: -a-éb -a-b-c-
for most in (-1, 0, 1, 2, 3, 4, 9):
    text = "aé".replace("", "-", most)
    print(most, len(text), text.encode())
# expect: -1 6 b'-a-\xc3-\xa9-'
# expect: 0 2 b'a\xc3\xa9'
# expect: 1 3 b'-a\xc3\xa9'
# expect: 2 4 b'-a-\xc3\xa9'
# expect: 3 5 b'-a-\xc3-\xa9'
# expect: 4 6 b'-a-\xc3-\xa9-'
# expect: 9 6 b'-a-\xc3-\xa9-'
print("é".replace("", "ß").encode())  # expect: b'\xc3\x9f\xc3\xc3\x9f\xa9\xc3\x9f'

import re

def attempt(f):
    try:
        print(f())
    except UnicodeError:
        print('UnicodeError')

# Patterns go by bytes; a match of a part of a character cannot be shown.
attempt(lambda: re.search('é', 'aé').group(0))  # expect: é
attempt(lambda: re.search('[^a]', 'aé').group(0))  # expect: UnicodeError
attempt(lambda: re.search('a.', 'aé').group(0))  # expect: UnicodeError
attempt(lambda: re.search('a..', 'aé').group(0))  # expect: aé
attempt(lambda: re.search(b'a.', b'a\xc3').group(0))  # expect: b'a\xc3'
attempt(lambda: re.compile('[\xa9]').split('aé'))  # expect: UnicodeError
attempt(lambda: re.compile('é').split('aéb'))  # expect: ['a', 'b']

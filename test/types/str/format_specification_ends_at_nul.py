# A specification is a text of C: a NUL ends it.
print(repr('{:\0>5}'.format(1)), repr('{:>5\0d}|{:{}}'.format(7, 'a', '\0^9')), '{:\0}'.format(True))
# expect: '1' '    7|a' 1
print(repr('{:5\0x}'.format('ab')), b'{:\0>5}'.format(1))  # expect: 'ab   ' b'1'

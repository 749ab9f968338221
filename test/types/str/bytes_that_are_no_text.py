# Formatting takes bytes as they are, and cuts a text after so many bytes: a str can come to hold what is no UTF-8.
bad = '{:>5}'.format(b'a\xffb')
print(repr(bad), len(bad), bad.encode())  # expect: '  a\x00b' 5 b'  a\xffb'
print([c.encode() for c in bad])  # expect: [b' ', b' ', b'a', b'\xff', b'b']
print(bad == '  ' + '{:s}'.format(b'a\xffb'), hash(bad) == hash('{:>5}'.format(b'a\xffb')), bad in {bad})
# expect: True True True
print((bad + 'é').upper().encode(), bad.find('b'), bad.replace('b', '').encode())
# expect: b'  A\xffB\xc3\xa9' 4 b'  a\xff'

# A part of it must be text.
for part in lambda: bad[:3], lambda: bad[3:], lambda: bad.split('b'), lambda: bad.strip(), lambda: str(bytes(bad, 'utf8'), 'utf8'):
    try:
        print(part())
    except UnicodeError as err:
        print(repr(err))
# expect:   a
# expect: UnicodeError()
# expect: UnicodeError()
# expect: UnicodeError()
# expect: UnicodeError()

first = '%.1s' % 'é'
print(first.encode(), len(first), '{:.2}'.format('aé').encode(), '{:.3}'.format('aé'))
# expect: b'\xc3' 1 b'a\xc3' aé
print(first + '{:s}'.format(b'\xa9') == 'é')  # expect: True
print(repr('{:s}'.format(b'\xc3\xa9\xa9\x00')))  # expect: 'é�\x00'

print(repr('\a\b\f\n\r\t\v\\\'"'), repr("'"), repr('"'), repr('\'"'))
# expect: '\x07\x08\x0c\n\r\t\x0b\\\'"' "'" '"' '\'"'
print(len('\x41\101\u0041\U00000041'), '\x41\101\u0041\U00000041', r'\n\x', '\q')
# expect: 4 AAAA \n\x \q
print('a\
b', '''x
y''', "a" 'b' "c", repr('\0'), repr('\08'), repr('\x7f\x80\xff'))
# expect: ab x
# expect: y abc '\x00' '\x008' '\x7fÿ'

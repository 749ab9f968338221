print(repr('ab'.center(6)), repr('ab'.center(5)), repr('abc'.center(2)), repr('a'.center(4)))
# expect: '  ab  ' ' ab  ' 'abc' ' a  '

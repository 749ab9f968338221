print('hello'.replace('l', 'L'), 'hello'.replace('l', '', 1), 'aaa'.replace('aa', 'b'), 'abc'.replace('', '-'), 'abc'.replace('x', 'y'), 'aaaa'.replace('a', 'bb', 2))
# expect: heLLo helo ba -a-b-c- abc bbbbaa

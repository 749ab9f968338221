import sys
ops = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^', '@', '<', '<=', '>', '>=', 'in']
for o in ops:
    for l, r in (('[]', '{}'), ('None', '1'), ('1', '"a"')):
        try:
            print(o, eval(l + ' ' + o + ' ' + r))
        except TypeError as e:
            print(o, e)
# expect: + unsupported types for __add__: 'list', 'dict'
# expect: + unsupported types for __add__: 'NoneType', 'int'
# expect: + unsupported types for __add__: 'int', 'str'
# expect: - unsupported types for __sub__: 'list', 'dict'
# expect: - unsupported types for __sub__: 'NoneType', 'int'
# expect: - unsupported types for __sub__: 'int', 'str'
# expect: * unsupported types for __mul__: 'list', 'dict'
# expect: * unsupported types for __mul__: 'NoneType', 'int'
# expect: * a
# expect: / unsupported types for __truediv__: 'list', 'dict'
# expect: / unsupported types for __truediv__: 'NoneType', 'int'
# expect: / unsupported types for __truediv__: 'int', 'str'
# expect: // unsupported types for __floordiv__: 'list', 'dict'
# expect: // unsupported types for __floordiv__: 'NoneType', 'int'
# expect: // unsupported types for __floordiv__: 'int', 'str'
# expect: % unsupported types for __mod__: 'list', 'dict'
# expect: % unsupported types for __mod__: 'NoneType', 'int'
# expect: % unsupported types for __mod__: 'int', 'str'
# expect: ** unsupported types for __pow__: 'list', 'dict'
# expect: ** unsupported types for __pow__: 'NoneType', 'int'
# expect: ** unsupported types for __pow__: 'int', 'str'
# expect: << unsupported types for __lshift__: 'list', 'dict'
# expect: << unsupported types for __lshift__: 'NoneType', 'int'
# expect: << unsupported types for __lshift__: 'int', 'str'
# expect: >> unsupported types for __rshift__: 'list', 'dict'
# expect: >> unsupported types for __rshift__: 'NoneType', 'int'
# expect: >> unsupported types for __rshift__: 'int', 'str'
# expect: & unsupported types for __and__: 'list', 'dict'
# expect: & unsupported types for __and__: 'NoneType', 'int'
# expect: & unsupported types for __and__: 'int', 'str'
# expect: | unsupported types for __or__: 'list', 'dict'
# expect: | unsupported types for __or__: 'NoneType', 'int'
# expect: | unsupported types for __or__: 'int', 'str'
# expect: ^ unsupported types for __xor__: 'list', 'dict'
# expect: ^ unsupported types for __xor__: 'NoneType', 'int'
# expect: ^ unsupported types for __xor__: 'int', 'str'
# expect: @ unsupported types for __matmul__: 'list', 'dict'
# expect: @ unsupported types for __matmul__: 'NoneType', 'int'
# expect: @ unsupported types for __matmul__: 'int', 'str'
# expect: < unsupported types for __lt__: 'list', 'dict'
# expect: < unsupported types for __lt__: 'NoneType', 'int'
# expect: < unsupported types for __lt__: 'int', 'str'
# expect: <= unsupported types for __le__: 'list', 'dict'
# expect: <= unsupported types for __le__: 'NoneType', 'int'
# expect: <= unsupported types for __le__: 'int', 'str'
# expect: > unsupported types for __gt__: 'list', 'dict'
# expect: > unsupported types for __gt__: 'NoneType', 'int'
# expect: > unsupported types for __gt__: 'int', 'str'
# expect: >= unsupported types for __ge__: 'list', 'dict'
# expect: >= unsupported types for __ge__: 'NoneType', 'int'
# expect: >= unsupported types for __ge__: 'int', 'str'
# expect: in False
# expect: in 'int' object isn't iterable
# expect: in can't convert 'int' object to str implicitly

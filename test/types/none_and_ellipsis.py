print(None, repr(None), bool(None), None == None, None is None, type(None), ..., type(...), Ellipsis is ..., bool(...))
# expect: None None False True True <class 'NoneType'> Ellipsis <class ''> True True
print([None] * 2, {None: 1}[None], None in [None], hash(None) == hash(None))
# expect: [None, None] 1 True True
None + 1  # raises: TypeError: unsupported types for __add__: 'NoneType', 'int'

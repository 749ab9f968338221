def set_item(o): o[0] = 1
def del_item(o): del o[0]
for f in (lambda: (5)[0], lambda: None[0], lambda: len[0], lambda: {1}[0], lambda: (x for x in ())[0], lambda: int[0], lambda: set_item(5), lambda: set_item('a'), lambda: set_item(()), lambda: del_item('a'), lambda: del_item(5), lambda: set_item({1}), lambda: del_item(())):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: 'int' object isn't subscriptable
# expect: 'NoneType' object isn't subscriptable
# expect: 'function' object isn't subscriptable
# expect: 'set' object isn't subscriptable
# expect: 'generator' object isn't subscriptable
# expect: 'type' object isn't subscriptable
# expect: 'int' object doesn't support item assignment
# expect: 'str' object doesn't support item assignment
# expect: 'tuple' object doesn't support item assignment
# expect: 'str' object doesn't support item deletion
# expect: 'int' object doesn't support item deletion
# expect: 'set' object doesn't support item assignment
# expect: 'tuple' object doesn't support item deletion

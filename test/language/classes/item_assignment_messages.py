class A: pass
def set_item(o): o[0] = 1
def del_item(o): del o[0]
for f in (set_item, del_item):
    for o in (A(), (1,), 'a', 5, None, b'x', range(3)):
        try:
            f(o)
        except TypeError as e:
            print(e)
# expect: 'A' object doesn't support item assignment
# expect: 'tuple' object doesn't support item assignment
# expect: 'str' object doesn't support item assignment
# expect: 'int' object doesn't support item assignment
# expect: 'NoneType' object doesn't support item assignment
# expect: 'bytes' object doesn't support item assignment
# expect: 'range' object doesn't support item assignment
# expect: 'A' object doesn't support item deletion
# expect: 'tuple' object doesn't support item deletion
# expect: 'str' object doesn't support item deletion
# expect: 'int' object doesn't support item deletion
# expect: 'NoneType' object doesn't support item deletion
# expect: 'bytes' object doesn't support item deletion
# expect: 'range' object doesn't support item deletion

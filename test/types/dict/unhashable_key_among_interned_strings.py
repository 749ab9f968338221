# While a dict has nothing but interned strings as keys no other key is hashed to be looked up (py/map.c, all_keys_are_qstrs). A string that an
# operation has made is none, unless the program has a name that reads the same; the table forgets it only when it grows.
def look(d, key):
    try:
        print(key in d)
    except TypeError as e:
        print(e)


class Key:
    def __hash__(self):
        print('hashed')
        return 1

    def __eq__(self, other):
        return False


d = {'abc': 1, 'x': 2}
look(d, [])
look(d, Key())
# expect: False
# expect: False
d[''.join(['q', 'zz', 'j', 'k'])] = 3
look(d, [])
look(d, Key())
# expect: unsupported type for __hash__: 'list'
# expect: hashed
# expect: False
look({'a text of more than ten characters': 1}, [])
look({'abq' + 'dzf': 1}, {})
look({'klm' 'vvw': 1}, {})
look({str(5566): 1}, {})
look({str(7788): 1}, {})
'7788'
# expect: unsupported type for __hash__: 'list'
# expect: unsupported type for __hash__: 'dict'
# expect: False
# expect: unsupported type for __hash__: 'dict'
# expect: False
d = {str(3571): 1, 'a': 2}
del d[str(3571)]
look(d, {})
d.update(b=1, c=2, d=3, e=4)
look(d, {})
d.clear()
d['a'] = 1
look(d, {})
# expect: unsupported type for __hash__: 'dict'
# expect: False
# expect: False
look({str(4321): 1}.copy(), [])
look({'abc': 1}.copy(), [])
look(globals(), [])
# expect: unsupported type for __hash__: 'list'
# expect: False
# expect: False

b = b'hello world'
print(b.find(b'o'), b.split(b' '), b.replace(b'l', b'L'), b.upper(), b.startswith(b'he'), b' x '.strip(), b','.join([b'a', b'b']))
# expect: 4 [b'hello', b'world'] b'heLLo worLd' b'HELLO WORLD' True b'x' b'a,b'
print(b.index(b'w'), b.count(b'l'), b.partition(b' '), b.decode(), b'%d-%s' % (1, b'x'), b.endswith(b'd'), b.rsplit(b'o', 1))
# expect: 6 3 (b'hello', b' ', b'world') hello world b'1-x' True [b'hello w', b'rld']

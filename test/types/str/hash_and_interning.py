a = 'hello world'
b = 'hello ' + 'world'
print(a == b, hash(a) == hash(b), {a: 1}[b])  # expect: True True 1
print(hash('a') == hash('a'), hash('') == hash(b''))  # expect: True True

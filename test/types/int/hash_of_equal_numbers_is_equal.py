print(hash(1) == hash(1.0) == hash(True), hash(0), hash(5), hash(-5))  # expect: True 0 5 -5
print({1: 'a', 1.0: 'b', True: 'c'})  # expect: {1: 'c'}
b = 10 ** 20
print({b: 1}[10 ** 20], hash(b) == hash(10 ** 20))  # expect: 1 True

from array import array
a = array('H', [1, 2, 3])
a.append(500)
a.extend(array('H', [7]))
a[0] = 9
print(a, len(a), a[1], a[-1], list(a[1:3]), a[1:3], sum(a), 500 in a, bytes(a))  # raises: NotImplementedError
print(array('b'), array('d', [1.5]), array('i', range(3)), array('B', b'abc'), array('f', [1, 2.5]), array('Q', [2 ** 60]))
print(array('H', [1]) + array('H', [2]), array('h', [1, 2]) == array('h', [1, 2]), array('h', [1]) == array('i', [1]))
a[0:2] = array('H', [4])
print(a)

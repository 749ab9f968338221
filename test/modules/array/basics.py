from array import array
a = array('H', [1, 2, 3])
a.append(500)
a.extend(array('H', [7]))
a[0] = 9
print(a, len(a), a[1], a[-1], list(a[1:3]), a[1:3], sum(a), bytes(a))
# expect: array('H', [9, 2, 3, 500, 7]) 5 2 7 [2, 3] array('H', [2, 3]) 521 b'\t\x00\x02\x00\x03\x00\xf4\x01\x07\x00'
print(array('b'), array('d', [1.5]), array('i', range(3)), array('B', b'abc'), array('f', [1, 2.5]), array('Q', [2 ** 60]))
# expect: array('b') array('d', [1.5]) array('i', [0, 1, 2]) array('B', [97, 98, 99]) array('f', [1.0, 2.5]) array('Q', [1152921504606846976])
print(array('H', [1]) + array('H', [2]), array('h', [1, 2]) == array('h', [1, 2]), array('h', [1]) == array('i', [1]))  # raises: NotImplementedError
a[0:2] = array('H', [4])
print(a)

from array import array

for code, value in (("b", 127), ("b", -129), ("B", 256), ("h", 40000), ("i", 2**31), ("I", -1), ("q", 2**63), ("Q", 2**64), ("f", 1e300), ("d", 10**400), ("B", "x"), ("Z", 1), ("", 1), ("BB", 1)):
    try:
        print(code, array(code, [value])[0], end="; ")
    except Exception as e:
        print(code, type(e).__name__, end="; ")
print()
a = array("H", [1, 2, 3])
a.extend(a)
a += a
print(a)
a[1:3] = a
print(len(a))
try:
    a[0:1] = array("B", [1])
    print(len(a))
except Exception as e:
    print(type(e).__name__)
# expect: b 127; b 127; B 0; h -25536; i -2147483648; I 4294967295; q -9223372036854775808; Q 0; f inf; d inf; B TypeError; Z ValueError;  ValueError; BB 1; 
# expect: array('H', [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
# expect: 22
# expect: ValueError

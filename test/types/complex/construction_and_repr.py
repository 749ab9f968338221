print(1j, -1j, 1 + 0j, complex(1), complex(1, 2), complex('1+2j'), complex('3j'), complex(2.5, -1.5))
# expect: 1j -1j (1+0j) (1+0j) (1+2j) (1+2j) 3j (2.5-1.5j)
print(repr(1.5j), complex(1j, 1j), bool(0j), bool(1j), complex())
# expect: 1.5j (-1+1j) False True 0j

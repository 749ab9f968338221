# differs: the reference is made for a processor that multiplies and adds in two steps
print((0.1+7.7j) * (1.5+1e-5j), (1.5+2j) / (-2.25+0.1j))
# expect: (0.149923+11.550001j) (-0.625924100542139-0.916707737801872864j)
print((1e10+0.1596255246938475j) * (1+1e-5j))  # expect: (9999999999.999998+100000.1596255247j)
print(abs(0.1+0.7j), 1e-5j ** 2)
# expect: 0.7071067811865475 (-9.999999999999996e-11+1.2246467991473526e-26j)

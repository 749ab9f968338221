s = '+'.join(['1'] * 2000)
print(eval(s))  # expect: 2000
print(eval('[' + '1,' * 3000 + ']')[-1], len(eval('(' + '2,' * 500 + ')')))  # expect: 1 500

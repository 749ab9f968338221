s = 'abcdef'
print(s[0], s[-1], s[1:3], s[:2], s[4:], s[:], s[-3:-1], s[10:], s[3:1])
# expect: a f bc ab ef abcdef de  
try:
    s[6]
except IndexError as e:
    print(e)
# expect: string index out of range
try:
    s[-7]
except IndexError as e:
    print(e)
# expect: string index out of range
try:
    s['a']
except TypeError as e:
    print(e)
# expect: string indices must be integers, not str

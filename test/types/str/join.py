print(','.join(['a', 'b', 'c']), ''.join('xyz'), '-'.join(('a',)), ','.join([]), ', '.join({'k': 1}), '+'.join(str(i) for i in range(3)))
# expect: a,b,c xyz a  k 0+1+2
try:
    ','.join([1, 2])
except TypeError as e:
    print(e)
# expect: join expects a list of str/bytes objects consistent with self object

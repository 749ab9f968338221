a = 1; b = 2; print(a, b);  # expect: 1 2
if a: print('one'); print('line')
# expect: one
# expect: line
c = a + \
    b
d = (a +
     b)
print(c, d, [1,
  2,
], {
  'k': 1  # comment inside
})  # expect: 3 3 [1, 2] {'k': 1}

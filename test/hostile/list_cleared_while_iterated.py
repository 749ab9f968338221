l = [1, 2, 3]
for x in l:
    l.clear()
    print(x)
# expect: 1
it = iter([1, 2])
l = list(it)
print(next(it, 'done'), l)  # expect: done [1, 2]

for x in [1, 2, 3]:
    if x == 2: break
else:
    print('no')
print(x)  # expect: 2
for x in []:
    pass
else:
    print('else')
# expect: else
for i in range(3):
    if i == 1: continue
    print(i)
else:
    print('done', i)
# expect: 0
# expect: 2
# expect: done 2

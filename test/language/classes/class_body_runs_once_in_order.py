class A:
    print('body')
    x = 1
    for i in range(3):
        x += i
    if x > 2:
        y = 'yes'
    del i
# expect: body
print(A.x, A.y, hasattr(A, 'i'))  # expect: 4 yes False

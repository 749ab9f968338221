# Every kind of loop, left in every way.
def count(n):
    i = 0
    while i < n:
        i += 1
        if i == 2:
            continue
        if i == 5:
            break
        print('while', i)
    else:
        print('to the end')
    return i


print(count(3), count(9))
for i in range(3):
    print('constant', i)
else:
    print('else')
for i in range(count(1), 10, 4):
    if i == 5:
        continue
    print('step', i)
for i in range(5, 0, -2):
    if i == 1:
        break
    print('down', i)
for name in ('a', 'b', 'c'):
    if name == 'b':
        continue
    print(name)
for name in 'xyz':
    if name == 'y':
        break
else:
    print('never')
a, b = 3, 0
while a and not b or a > 2:
    a -= 1
    while True:
        while True:
            break
        if a < 2:
            b = 1
        break
    print(a, b)
for x in range(2):
    for y in [10, 20]:
        while y:
            y -= 10
            if x and y:
                break
        print(x, y)
try:
    for i in range('a'):
        pass
except TypeError as e:
    print('TypeError')

from collections import deque
d = deque((), 3)
for i in range(5):
    d.append(i)
print(len(d), list(d), d.popleft(), d.pop(), len(d))  # expect: 3 [2, 3, 4] 2 4 1
d.appendleft('l')
d.extend([7, 8])
print(list(d), d[0], d[-1], bool(d), 7 in d)  # expect: [3, 7, 8] 3 8 True True
d[0] = 'x'
print(list(d))  # expect: ['x', 7, 8]
e = deque([1], 1)
e.pop()
e.pop()  # raises: IndexError: empty

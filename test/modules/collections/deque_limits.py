from collections import deque
d = deque([], 2, 1)
d.append(1); d.append(2)
try:
    d.append(3)
except IndexError as e:
    print(e)
# expect: full
for f in (lambda: deque(), lambda: deque([1]), lambda: deque([], -1), lambda: d[5], lambda: deque([], 2).popleft()):
    try:
        print(type(f()))
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
# expect: TypeError function missing 2 required positional arguments
# expect: TypeError function missing 1 required positional arguments
# expect: ValueError 
# expect: IndexError deque index out of range
# expect: IndexError empty

from collections import deque, OrderedDict, namedtuple
import heapq

d = deque((), 3)
for i in range(10):
    d.append(i)
print(list(d))  # expect: [7, 8, 9]
for f in (lambda: deque(), lambda: deque((), -1), lambda: deque((), 2, 1).extend([1, 2, 3]), lambda: deque((), 2).popleft(), lambda: deque((), 10**12), lambda: d[5], lambda: heapq.heappop([]), lambda: heapq.heappush((), 1), lambda: heapq.heapify(5), lambda: namedtuple("A", 5), lambda: namedtuple("A", "a b")(1), lambda: OrderedDict(5)):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)
# expect: TypeError
# expect: ValueError
# expect: IndexError
# expect: IndexError
# expect: OverflowError
# expect: IndexError
# expect: IndexError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError

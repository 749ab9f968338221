def a(n):
    try:
        if n == 0:
            raise RuntimeError('bottom')
        a(n - 1)
    finally:
        print('leave', n)
try:
    a(3)
except RuntimeError as e:
    print(e)
# expect: leave 0
# expect: leave 1
# expect: leave 2
# expect: leave 3
# expect: bottom

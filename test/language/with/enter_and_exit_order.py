class C:
    def __init__(self, n): self.n = n
    def __enter__(self):
        print('enter', self.n)
        return self.n
    def __exit__(self, *a):
        print('exit', self.n, a[0])
with C(1) as x, C(2) as y, C(3):
    print(x, y)
# expect: enter 1
# expect: enter 2
# expect: enter 3
# expect: 1 2
# expect: exit 3 None
# expect: exit 2 None
# expect: exit 1 None

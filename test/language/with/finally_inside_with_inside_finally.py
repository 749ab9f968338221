class C:
    def __init__(self, n): self.n = n
    def __enter__(self): print('in', self.n)
    def __exit__(self, *a): print('out', self.n)
def f():
    try:
        with C(1):
            try:
                with C(2):
                    return 'value'
            finally:
                print('inner finally')
    finally:
        with C(3):
            print('outer finally')
print(f())
# expect: in 1
# expect: in 2
# expect: out 2
# expect: inner finally
# expect: out 1
# expect: in 3
# expect: outer finally
# expect: out 3
# expect: value

class C:
    def __enter__(self): pass
    def __exit__(self, *a): print('exit', a)
def f():
    with C():
        return 'returned'
print(f())
# expect: exit (None, None, None)
# expect: returned
for i in range(3):
    with C():
        if i == 0: continue
        break
# expect: exit (None, None, None)
# expect: exit (None, None, None)
print(i)  # expect: 1

class C:
    def __enter__(self): print('enter')
    def __exit__(self, *a): print('exit', a[0])
def g():
    with C():
        for i in range(2):
            try:
                yield i
            finally:
                print('finally', i)
print(list(g()))
# expect: enter
# expect: finally 0
# expect: finally 1
# expect: exit None
# expect: [0, 1]
it = g()
next(it)  # expect: enter
it.close()
# expect: finally 0
# expect: exit <class 'GeneratorExit'>

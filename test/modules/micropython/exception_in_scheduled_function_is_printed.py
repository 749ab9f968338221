import micropython
def f(x):
    1 // x
def main():
    micropython.schedule(f, 0)
    for i in range(100):
        pass
    print('program goes on')
main()
# expect: Traceback (most recent call last):
# expect:   File "<stdin>", line 3, in f
# expect: ZeroDivisionError: divide by zero
# expect: program goes on

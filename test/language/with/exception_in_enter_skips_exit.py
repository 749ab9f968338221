class C:
    def __enter__(self): raise ValueError('enter')
    def __exit__(self, *a): print('never')
class D:
    def __enter__(self): print('D enter')
    def __exit__(self, *a): print('D exit', a[0])
try:
    with D(), C():
        print('never')
except ValueError as e:
    print(e)
# expect: D enter
# expect: D exit <class 'ValueError'>
# expect: enter

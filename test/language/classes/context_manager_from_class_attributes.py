class M:
    def __enter__(self):
        print('enter')
        return 'value'
    def __exit__(self, t, v, tb):
        print('exit', t, v)
        return True
with M() as m:
    print(m)
    raise ValueError('swallowed')
# expect: enter
# expect: value
# expect: exit <class 'ValueError'> swallowed
print('after')  # expect: after

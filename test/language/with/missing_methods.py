class A: pass
class B:
    def __enter__(self): print('enter')
try:
    with A(): pass
except AttributeError as e:
    print(e)
# expect: 'A' object has no attribute '__exit__'
try:
    with B(): print('body')
except AttributeError as e:
    print(e)
# expect: 'B' object has no attribute '__exit__'
with 5: pass  # raises: AttributeError: 'int' object has no attribute '__exit__'

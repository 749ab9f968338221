def f(x):
    print('body')
    await x
print(type(f(1)))  # expect: <class 'generator'>
next(f([1]))  # expect: body

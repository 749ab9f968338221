constructor = 1
toString = 2
__proto__ = 3
undefined = 4
print(constructor, toString, __proto__, undefined)  # expect: 1 2 3 4
for n in ('valueOf', 'hasOwnProperty', 'isPrototypeOf', 'NaN', 'Infinity', 'null'):
    try:
        eval(n)
        print('found', n)
    except NameError as e:
        print(e)
# expect: name 'valueOf' isn't defined
# expect: name 'hasOwnProperty' isn't defined
# expect: name 'isPrototypeOf' isn't defined
# expect: name 'NaN' isn't defined
# expect: name 'Infinity' isn't defined
# expect: name 'null' isn't defined

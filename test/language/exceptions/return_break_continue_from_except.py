def f():
    for i in range(5):
        try:
            if i < 4: raise ValueError(i)
            return 'end'
        except ValueError as e:
            if e.args[0] == 0: continue
            if e.args[0] == 2: return 'from except'
            print('handled', e)
print(f())
# expect: handled 1
# expect: from except
for i in range(3):
    try:
        raise KeyError
    except KeyError:
        break
print(i)  # expect: 0

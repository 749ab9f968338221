def f(x):
    if x < 0:
        return 'negative'
    elif x == 0:
        return 'zero'
    elif x < 10:
        return 'small'
    else:
        return 'large'
print([f(x) for x in (-5, 0, 5, 50)])  # expect: ['negative', 'zero', 'small', 'large']
if 0: print('never')
elif '': print('never')
else: print('else')  # expect: else

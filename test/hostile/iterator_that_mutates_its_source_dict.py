d = {'a': 1, 'b': 2}
try:
    for k in d:
        d[k + k] = 1
        if len(d) > 20: break
    print('ended', len(d) <= 21)
except RuntimeError as e:
    print(e)
# expect: ended True

d = {0.5: 'half', 2.0: 'two'}
print(d[0.5], d[2], d[1 / 2], 2.5 in d)  # expect: half two half False
print(hash(2.0) == hash(2), hash(0.5) == hash(0.5))  # expect: True True

d = {}
for i in range(500):
    d['k%d' % i] = i
for i in range(0, 500, 3):
    del d['k%d' % i]
for i in range(500, 600):
    d['k%d' % i] = i
print(len(d), sum(d.values()), 'k3' in d, 'k4' in d, d['k599'])  # expect: 433 138117 False True 599
print(list(d)[:12])
# expect: ['k325', 'k323', 'k322', 'k592', 'k320', 'k349', 'k239', 'k238', 'k590', 'k236', 'k235', 'k591']

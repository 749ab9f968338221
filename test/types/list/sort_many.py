x = 12345
l = []
for i in range(200):
    x = (x * 1103515245 + 12345) & 0x7fffffff
    l.append(x % 1000)
l.sort()
print(all(l[i] <= l[i + 1] for i in range(199)), l[0], l[-1], sum(l))  # expect: True 0 995 97540
l.sort(key=lambda v: -v)
print(l[0], l[-1])  # expect: 995 0

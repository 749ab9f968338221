l = [0, 1, 2, 3, 4]
print(l[0], l[-1], l[1:3], l[::2], l[::-1], l[3:0:-1], l[10:], l[-2:], l[-1:-4:-2])
# expect: 0 4 [1, 2] [0, 2, 4] [4, 3, 2, 1, 0] [3, 2, 1] [] [3, 4] [4, 2]
l[1] = 'x'
l[-1] = 'y'
print(l)  # expect: [0, 'x', 2, 3, 'y']
for i in (5, -6):
    try:
        l[i]
    except IndexError as e:
        print(e)
# expect: list index out of range
# expect: list index out of range

if (n := 5) > 3:
    print(n)
# expect: 5
print([y := 1, y + 1])  # expect: [1, 2]
print((a := 2) + a)  # expect: 4
while (n := n - 2) > 0:
    print('n', n)
# expect: n 3
# expect: n 1
print([last := x * 2 for x in range(3)], last)  # expect: [0, 2, 4] 4
def f(v): return v
print(f(z := 9), z)  # expect: 9 9

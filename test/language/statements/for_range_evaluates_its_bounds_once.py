n = 3
for i in range(n):
    n = 10
    print(i)
# expect: 0
# expect: 1
# expect: 2
def f(a, b, s):
    return [i for i in range(a, b, s)]
print(f(0, 10, 3), f(10, 0, -3), f(0, 0, 1))  # expect: [0, 3, 6, 9] [10, 7, 4, 1] []
for i in range(5, 0, -2):
    print(i)
# expect: 5
# expect: 3
# expect: 1

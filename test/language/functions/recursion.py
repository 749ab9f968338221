def fact(n):
    return 1 if n == 0 else n * fact(n - 1)

def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)

print(fact(20))  # expect: 2432902008176640000
print(fact(30))  # expect: 265252859812191058636308480000000
print(hanoi(6, 'A', 'B', 'C'))  # expect: 63

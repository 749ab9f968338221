(x): int = 3
print(x)  # expect: 3

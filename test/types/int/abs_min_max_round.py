print(abs(-5), abs(-10 ** 20), abs(True), min(3, 1, 2), max([5, 9, 1]), round(5), round(10 ** 20))
# expect: 5 100000000000000000000 1 1 9 5 100000000000000000000
print(round(1234, -2), round(15, -1), round(25, -1), round(-15, -1), round(7, 2))
# expect: 1200 20 20 -20 7

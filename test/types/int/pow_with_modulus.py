print(pow(3, 5, 7), pow(2, 100, 1000000007), pow(10 ** 20, 3, 10 ** 9 + 7), pow(5, 0, 3))
# expect: 5 976371285 648999181 1
print(pow(-3, 3, 7), pow(2, 10), pow(2.0, 3))  # expect: 1 1024 8.0
try:
    pow(2, 3, 0)
except ValueError as e:
    print(e)
except ZeroDivisionError as e:
    print('Z', e)
# expect: divide by zero

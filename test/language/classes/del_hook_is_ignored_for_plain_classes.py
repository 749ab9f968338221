class A:
    def __del__(self): print('never on the board at a fixed moment')
a = A()
print('kept')  # expect: kept

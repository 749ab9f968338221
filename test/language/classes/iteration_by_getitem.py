class C:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(C()), 10 in C(), 11 in C())  # expect: [0, 10, 20] True False
a, b, c = C()
print(a, b, c)  # expect: 0 10 20

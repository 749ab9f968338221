class K:
    h = 1

    def __hash__(self):
        return K.h

    def __eq__(self, other):
        return self is other


k = K()
d = {k: 1}
K.h = 2
print(len(d), d.get(k))
d[k] = 5
print(len(d) in (1, 2))
K.h = 1
print(k in d)
# expect: 1 1
# expect: True
# expect: True

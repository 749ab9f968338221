class V:
    def __ne__(self, o): return 'ne'
print(V() != 1)  # expect: ne
class W:
    def __eq__(self, o): return False
print(W() != 1, W() == 1)  # expect: True False
w = W()
print(w in [w], [w] == [w])  # expect: False False

class V:
    def __init__(self): self.log = []
    def __iadd__(self, o):
        self.log.append(('iadd', o))
        return self
    def __isub__(self, o):
        self.log.append(('isub', o))
        return self
    def __mul__(self, o): return ('mul', o)
v = w = V()
v += 1
v -= 2
print(v is w, v.log)  # expect: True [('iadd', 1), ('isub', 2)]
v *= 3
print(v)  # expect: ('mul', 3)

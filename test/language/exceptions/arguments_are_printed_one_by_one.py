import micropython

class Loud:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        print('<%d>' % self.n, end='')
        return 'Loud%d' % self.n

print(ValueError(Loud(1), Loud(2)))  # expect: (<1>Loud1, <2>Loud2)
print(ValueError([Loud(3), Loud(4)]))  # expect: [<3>Loud3, <4>Loud4]
print(repr(ValueError(Loud(5))))  # expect: <5>ValueError(Loud5,)
print('str', ValueError(Loud(6), 7))  # expect: str (<6>Loud6, 7)

# No memory is taken for it.
several, error = ValueError(8, 'nine'), OSError(2, 'file')

def show():
    micropython.heap_lock()
    try:
        print(several)
        print(error)
    finally:
        micropython.heap_unlock()

show()
# expect: (8, 'nine')
# expect: [Errno 2] ENOENT: file

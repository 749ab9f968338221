class Node: pass
a, b = Node(), Node()
a.next, b.next = b, a
print(a.next.next.next is b)  # expect: True
def f():
    def g(): return g
    return g
g = f()
print(g() is g)  # expect: True
d = {}
d['self'] = d
print(d['self']['self'] is d)  # expect: True

class C:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(C()), 10 in C(), 11 in C())  # expect: [0, 10, 20] True False
a, b, c = C()
print(a, b, c)  # expect: 0 10 20

# An iterator of its own, which asks again for an item whose making has failed.
class Failing:
    failed = False
    def __getitem__(self, i):
        if i == 1 and not self.failed:
            self.failed = True
            raise ValueError(i)
        return [5, 6][i]
it = iter(Failing())
print(type(it), iter(it) is it, it.__next__())  # expect: <class 'iterator'> True 5
try: next(it)
except ValueError as e: print(e)  # expect: 1
print(next(it), it.__next__('end'))  # expect: 6 end

# Only these two end it, not what is derived from them.
class Derived(IndexError): pass
for end in IndexError, StopIteration, Derived, KeyError:
    class D:
        def __getitem__(self, i):
            if i > 1: raise end(i)
            return i
    try: print(list(D()))
    except LookupError as e: print(repr(e))
# expect: [0, 1]
# expect: [0, 1]
# expect: Derived(2,)
# expect: KeyError(2,)

# The method is looked for once, as any attribute is.
class E: pass
e = E()
e.__getitem__ = lambda i: 'ab'[i]
print(list(e), 'b' in e)  # expect: ['a', 'b'] True
class F:
    def __getattr__(self, name):
        print(name)
        if name == '__getitem__': return lambda i: 'ab'[i]
for x in F(): print(x)
# expect: __getitem__
# expect: a
# expect: b
class G:
    @property
    def __getitem__(self): return lambda i: 'ab'[i]
print(list(G()))  # expect: ['a', 'b']
class H:
    def __getitem__(self, i): return 'abc'[i]
it = iter(H())
print(next(it))  # expect: a
del H.__getitem__
print(list(it))  # expect: ['b', 'c']

# Not of instances alone.
class I:
    @classmethod
    def __getitem__(cls, i): return 'ab'[i]
print(list(I), 'b' in I)  # expect: ['a', 'b'] True
try: list(C)
except TypeError: print("needs self")  # expect: needs self
import __main__
def __getitem__(i): return 'ab'[i]
print(list(__main__))  # expect: ['a', 'b']

# It holds the object.
import gc
class Large:
    def __init__(self): self.content = bytearray(20000)
    def __getitem__(self, i): return i
def used():
    gc.collect()
    return gc.mem_alloc()
before = used()
it = iter(Large())
print(used() - before > 19000)  # expect: True

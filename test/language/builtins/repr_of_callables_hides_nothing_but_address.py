# differs: the oracle shows what a method is bound to
def f(): pass
class A:
    def m(self): pass
print(repr(f).split(' at ')[0], repr(A), repr(A()).split(' at ')[0], repr(len), repr(int), repr(lambda: 0).split(' at ')[0])
def g(): yield
print(repr(g()).split(' at ')[0], repr(A().m).split(' at ')[0], repr(iter([])), repr(map(str, [])), repr(zip()), repr([].append).split(' at ')[0])
# expect: <function f <class 'A'> <A object <function> <class 'int'> <function <lambda>
# expect: <generator object 'g' <bound_method> <iterator> <map> <zip> <bound_method>

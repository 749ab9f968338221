print(list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed(range(3))), list(reversed((1,))), list(reversed(b'ab')))
# expect: [3, 2, 1] ['c', 'b', 'a'] [2, 1, 0] [1] [98, 97]
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10
print(list(reversed(S())))  # expect: [20, 10, 0]
class R:
    def __reversed__(self): return iter('custom')
print(list(reversed(R())))  # expect: ['c', 'u', 's', 't', 'o', 'm']
reversed({1})

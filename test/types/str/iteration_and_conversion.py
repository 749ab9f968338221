print(list('aé'), tuple('ab'), set('a'), sorted('cab'), list(enumerate('xy')), list(reversed('abc')), dict(zip('ab', 'cd')))
# expect: ['a', 'é'] ('a', 'b') {'a'} ['a', 'b', 'c'] [(0, 'x'), (1, 'y')] ['c', 'b', 'a'] {'a': 'c', 'b': 'd'}

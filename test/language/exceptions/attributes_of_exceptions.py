e = OSError(2, 'text')
print(e.errno, e.args, e)  # expect: 2 (2, 'text') [Errno 2] ENOENT: text
print(OSError(2), repr(OSError(2)), OSError('x').args)
# expect: [Errno 2] ENOENT OSError(2,) ('x',)
s = StopIteration(5)
print(s.value, s.args, StopIteration().value)  # expect: 5 (5,) None
print(ValueError().args, str(ValueError()), repr(ValueError('a')))  # expect: ()  ValueError('a',)
print(SystemExit(3).args, repr(KeyboardInterrupt()))  # expect: (3,) KeyboardInterrupt()

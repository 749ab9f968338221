class E(Exception):
    def __str__(self): return 'shown'
print(E('args'), repr(E('args')))  # expect: shown E('args',)
raise E('args')  # raises: E: args

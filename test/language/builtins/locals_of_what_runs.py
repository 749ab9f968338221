# A function has no names of its own to show: locals, dir and exec see those of the module, class body or exec that runs.
def names():
    return sorted(name for name in locals() if name[0] != '_')

def bind():
    exec('bound = 1')

class Box:
    kept = 1
    print(names(), 'kept' in dir())
    bind()
# expect: ['kept'] True

print(Box.bound, 'bound' in globals())  # expect: 1 False
scope = {}
exec('first = 1\nseen = names()\nlisted = listing()\nbind()', {'names': names, 'bind': bind, 'listing': lambda: len(dir())}, scope)
print(sorted(scope), scope['seen'], scope['listed'])
# expect: ['bound', 'first', 'listed', 'seen'] ['first'] 2
bind()
print(bound, 'bound' in names())  # expect: 1 True

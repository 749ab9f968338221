len = lambda x: 'mine'
print(len([]))  # expect: mine
del len
print(len([]))  # expect: 0
import builtins
builtins.added = 5
print(added)  # expect: 5

# differs: the oracle has packages that the board has not
for name in ('itertools', 'datetime', 'copy', 'logging', 'unittest'):
    try:
        __import__(name)
        print(name)
    except ImportError as e:
        print(e)
# expect: no module named 'itertools'
# expect: no module named 'datetime'
# expect: no module named 'copy'
# expect: no module named 'logging'
# expect: no module named 'unittest'

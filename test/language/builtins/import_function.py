m = __import__('math')
print(m.floor(2.7), __import__('math') is m)  # expect: 2 True
try:
    __import__('no_such')
except ImportError as e:
    print(e)
# expect: no module named 'no_such'

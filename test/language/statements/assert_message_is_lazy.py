def message():
    print('message')
    return 'm'
assert 1, message()
try:
    assert None, message()
except AssertionError as e:
    print(e.args)
# expect: message
# expect: ('m',)

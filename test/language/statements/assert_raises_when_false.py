assert True
assert 1, 'not shown'
try:
    assert 0
except AssertionError as e:
    print(repr(e))
# expect: AssertionError()
assert [], 'empty'  # raises: AssertionError: empty

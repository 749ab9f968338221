def kinds():
    print('evaluated')
    return ValueError
try:
    print('fine')
except kinds():
    pass
# expect: fine
try:
    raise ValueError
except kinds():
    print('handled')
# expect: evaluated
# expect: handled

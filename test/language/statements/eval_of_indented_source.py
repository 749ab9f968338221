try:
    eval(' 1')
except SyntaxError as e:
    print(type(e), e)
# expect: <class 'IndentationError'> unexpected indent

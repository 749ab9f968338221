def g():
    try:
        it.send(None)
    except ValueError as e:
        yield str(e)
it = g()
print(list(it))  # expect: ['generator already executing']

print(object(), repr(object()), str(object()))  # expect: <object> <object> <object>

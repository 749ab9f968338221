# differs: the oracle's functions can be constructed
class F(type(lambda: 0)): pass  # raises: TypeError: type 'function' isn't an acceptable base type

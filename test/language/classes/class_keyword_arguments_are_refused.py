class A: pass
class B(A, metaclass=type): pass  # raises: TypeError: function doesn't take keyword arguments

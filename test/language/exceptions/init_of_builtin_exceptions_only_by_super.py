class Own(ValueError):
    def __init__(self):
        super().__init__(1, 2)


print(Own().args, hasattr(ValueError, "__init__"), hasattr(Own(), "__init__"))
# expect: (1, 2) False True
try:
    ValueError.__init__
except AttributeError as e:
    print(e)
# expect: type object 'ValueError' has no attribute '__init__'

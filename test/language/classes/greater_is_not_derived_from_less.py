class V:
    def __lt__(self, o): return True
    def __le__(self, o): return True
V() > V()  # raises: TypeError: unsupported types for __gt__: 'V', 'V'

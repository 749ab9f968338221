class Early(list):
    def __init__(self):
        for method in ("append", "sort"):
            try:
                getattr(self, method)
            except AttributeError as e:
                print(e)
        super().__init__()
        self.append(1)


print(Early())
# expect: call super().__init__() first
# expect: call super().__init__() first
# expect: [1]


class Never(dict):
    def __init__(self):
        print(hasattr(self, "__init__"))
        self.update({})


try:
    Never()
except AttributeError as e:
    print(e)
# expect: True
# expect: call super().__init__() first

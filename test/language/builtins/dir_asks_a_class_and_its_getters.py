class Listed:
    def __dir__(self):
        return ("anything",)


print(dir(Listed()), "__dir__" in dir(Listed))  # expect: ('anything',) True


class Getter:
    @property
    def shown(self):
        print("asked")

    @property
    def hidden(self):
        raise AttributeError

    @property
    def broken(self):
        raise ValueError("broken")


del Getter.broken
print("shown" in dir(Getter()), "hidden" in dir(Getter()))
# expect: asked
# expect: asked
# expect: True True

def tag(cls):
    cls.tag = cls.__name__ + '!'
    return cls

class ns:
    deco = tag

@ns.deco
class A:
    pass

print(A.tag, A().tag)  # expect: A! A!

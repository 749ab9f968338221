exec("é = 1; 日本 = 2; print(é + 日本)")
exec("print('\U0001f600'); \U0001f600 = 3; print(\U0001f600)")


class A:
    pass


a = A()
setattr(a, "ключ", 5)
setattr(a, "", 6)
setattr(a, "with blank", 7)
print(getattr(a, "ключ"), getattr(a, ""), getattr(a, "with blank"))
# expect: 3
# expect: 😀
# expect: 3
# expect: 5 6 7

for f in (lambda: setattr(int, "x", 1), lambda: setattr(list, "append", 1), lambda: delattr(dict, "get"), lambda: setattr(5, "x", 1), lambda: setattr("", "x", 1), lambda: setattr(len, "x", 1), lambda: setattr(None, "x", 1), lambda: setattr(object(), "x", 1), lambda: setattr([], "append", 1), lambda: setattr(Exception, "x", 1)):
    try:
        f()
        print("changed")
    except (AttributeError, TypeError) as e:
        print(type(e).__name__)
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
print([].append, int) if False else print("intact", [1].count(1))  # expect: intact 1

class Meta(type):
    pass


def attempt(*bases):
    try:
        C = type("C", bases, {})
        C()
        print("made")
    except Exception as e:
        print(type(e).__name__)


attempt(5)  # expect: TypeError
attempt(int, str)  # expect: TypeError
attempt(None)  # expect: TypeError
attempt(type(None))  # expect: TypeError
attempt(bool)  # expect: made
attempt(type(len))  # expect: TypeError
attempt(type(lambda: 1))  # expect: TypeError
attempt(type((x for x in [])))  # expect: TypeError
attempt(range)  # expect: TypeError
attempt(object, object)  # expect: made
attempt([])  # expect: TypeError
attempt(Meta)  # expect: TypeError
attempt(type)  # expect: TypeError
attempt(Exception, ValueError)  # expect: TypeError
for args in ((), (1, 2), ("C", 5, {}), ("C", (), 5), (5, (), {}), ("C", (), {}, 1)):
    try:
        type(*args)
        print("made")
    except Exception as e:
        print(type(e).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError

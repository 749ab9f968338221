class C:
    def __init__(self, enter, leave):
        self.enter, self.leave = enter, leave

    def __enter__(self):
        if self.enter:
            raise ValueError("enter")

    def __exit__(self, *args):
        print(args[0])
        if self.leave:
            raise KeyError("exit")


for enter in (False, True):
    for leave in (False, True):
        for body in (False, True):
            try:
                with C(enter, leave), C(False, False):
                    if body:
                        raise IndexError("body")
                print("fine")
            except Exception as e:
                print(repr(e))
# expect: None
# expect: None
# expect: fine
# expect: <class 'IndexError'>
# expect: <class 'IndexError'>
# expect: IndexError('body',)
# expect: None
# expect: None
# expect: KeyError('exit',)
# expect: <class 'IndexError'>
# expect: <class 'IndexError'>
# expect: KeyError('exit',)
# expect: ValueError('enter',)
# expect: ValueError('enter',)
# expect: ValueError('enter',)
# expect: ValueError('enter',)


def f():
    for i in range(3):
        with C(False, True):
            try:
                return i
            finally:
                continue


try:
    print(f())
except KeyError as e:
    print(repr(e))
# expect: None
# expect: KeyError('exit',)

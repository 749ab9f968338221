# try, with, and all ways out of them.
class Manager:
    def __init__(self, name, swallows=False):
        self.name, self.swallows = name, swallows

    def __enter__(self):
        print('enter', self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print('exit', self.name, kind and kind.__name__, value)
        return self.swallows


def way(n):
    try:
        if n == 0:
            return 'returned'
        if n == 1:
            raise ValueError('one')
        if n == 2:
            1 / 0
        if n == 3:
            raise KeyError('three')
        print('falls through')
    except ValueError as e:
        print('caught', e)
        return 'from the handler'
    except (ZeroDivisionError, TypeError):
        print('caught zero')
    else:
        print('else')
    finally:
        print('finally')
    return 'end'


for n in range(5):
    try:
        print(way(n))
    except KeyError:
        print('passed on')


def loops():
    for i in range(3):
        try:
            if i == 0:
                continue
            with Manager(i):
                try:
                    if i == 2:
                        break
                finally:
                    print('inner', i)
        finally:
            print('outer', i)
    for i in 'ab':
        try:
            try:
                break
            except OSError:
                pass
        finally:
            print('left', i)
    while True:
        with Manager('a') as a, Manager('b', True):
            raise RuntimeError(a.name)
        try:
            return 'returned'
        finally:
            for i in range(2):
                try:
                    break
                finally:
                    print('last')


print(loops())


def again():
    try:
        raise OSError(5)
    except OSError as e:
        try:
            raise
        finally:
            print('in between')


def instead():
    try:
        return 1
    finally:
        return 2


try:
    again()
except OSError as e:
    print('again', e)
print(instead())
try:
    e
except NameError:
    print('unbound')
try:
    try:
        pass
    finally:
        pass
    raise TypeError from None
except TypeError:
    print('the end')

# firmware: everything
from string.templatelib import Interpolation, Template


def refused(f):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


def assign():
    t"".strings = ()


refused(lambda: t"a" + "b")  # expect: TypeError unsupported types for __add__: 'Template', 'str'
refused(lambda: "a" + t"b")  # expect: TypeError unsupported types for __add__: 'str', 'Template'
refused(lambda: Template("a", 1))  # expect: TypeError expected str or Interpolation
refused(lambda: Template(a=1))  # expect: TypeError function doesn't take keyword arguments
refused(lambda: Interpolation())  # expect: TypeError 'value' argument required
refused(lambda: Interpolation(1, 2, 3, 4, 5))  # expect: TypeError extra positional arguments given
refused(lambda: t"".format)  # expect: AttributeError 'Template' object has no attribute 'format'
refused(assign)  # expect: AttributeError 'Template' object has no attribute 'strings'

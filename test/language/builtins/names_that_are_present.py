import builtins
names = '''ArithmeticError AssertionError AttributeError BaseException EOFError Ellipsis Exception GeneratorExit ImportError
IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplemented NotImplementedError
OSError OverflowError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemExit TypeError UnicodeError
ValueError ZeroDivisionError __build_class__ __import__ __name__ __repl_print__ abs all any bin bool bytearray
bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec execfile filter float
frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max
memoryview min next object oct open ord pow print property range repr reversed round set setattr slice sorted
staticmethod str sum super tuple type zip'''.split()
print([n for n in names if not hasattr(builtins, n)])  # expect: []

for c in (ArithmeticError, AssertionError, AttributeError, EOFError, ImportError, IndexError, KeyError,
          LookupError, MemoryError, NameError, NotImplementedError, OSError, OverflowError, RuntimeError,
          StopIteration, SyntaxError, TypeError, ValueError, ZeroDivisionError, IndentationError, UnicodeError):
    print(c.__name__, c.__bases__[0].__name__)
# expect: ArithmeticError Exception
# expect: AssertionError Exception
# expect: AttributeError Exception
# expect: EOFError Exception
# expect: ImportError Exception
# expect: IndexError LookupError
# expect: KeyError LookupError
# expect: LookupError Exception
# expect: MemoryError Exception
# expect: NameError Exception
# expect: NotImplementedError RuntimeError
# expect: OSError Exception
# expect: OverflowError ArithmeticError
# expect: RuntimeError Exception
# expect: StopIteration Exception
# expect: SyntaxError Exception
# expect: TypeError Exception
# expect: ValueError Exception
# expect: ZeroDivisionError ArithmeticError
# expect: IndentationError SyntaxError
# expect: UnicodeError ValueError
for c in (SystemExit, KeyboardInterrupt, GeneratorExit):
    print(c.__name__, issubclass(c, Exception), issubclass(c, BaseException))
# expect: SystemExit False True
# expect: KeyboardInterrupt False True
# expect: GeneratorExit False True

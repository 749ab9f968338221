try: raise ValueError
except ValueError as e: print(repr(e))  # expect: ValueError()
try: raise ValueError()
except ValueError as e: print(repr(e))  # expect: ValueError()
try: raise ValueError('a', 1)
except ValueError as e: print(repr(e), e, e.args)  # expect: ValueError('a', 1) ('a', 1) ('a', 1)
try: raise 5
except TypeError as e: print(e)  # expect: exceptions must derive from BaseException
try: raise None
except TypeError as e: print(e)  # expect: exceptions must derive from BaseException
raise int  # raises: TypeError: exceptions must derive from BaseException

import sys
sys.print_exception(ValueError('never raised', 2))  # expect: ValueError: ('never raised', 2)
sys.print_exception(KeyError('k'))  # expect: KeyError: k
sys.print_exception(StopIteration())  # expect: StopIteration: 

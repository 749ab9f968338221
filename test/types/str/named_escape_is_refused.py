x = '\N{DEGREE SIGN}'
# raises: NotImplementedError: unicode name escapes

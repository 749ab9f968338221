raise
# raises: RuntimeError: no active exception to reraise

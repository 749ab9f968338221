raise RuntimeError  # raises: RuntimeError

for kind in (str, bytes, bytearray):
    try:
        kind("abc", encoding="utf8")
    except (NotImplementedError, TypeError) as e:
        print(type(e).__name__, e)
# expect: NotImplementedError keyword argument(s) not implemented - use normal args instead
# expect: NotImplementedError keyword argument(s) not implemented - use normal args instead
# expect: TypeError function doesn't take keyword arguments

import uctypes

data = bytearray(16)
address = uctypes.addressof(data)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(repr(e))


def struct(descriptor):
    return uctypes.struct(address, descriptor)


attempt(lambda: uctypes.struct(data, {}))  # expect: TypeError("can't convert bytearray to int",)
attempt(lambda: uctypes.struct(address))
# expect: TypeError('function missing 1 required positional arguments',)
attempt(lambda: struct({"x": uctypes.UINT8}).y)  # expect: KeyError('y',)
attempt(lambda: struct([]).x)  # expect: TypeError('struct: no fields',)
attempt(lambda: struct({"x": []}).x)  # expect: TypeError('syntax error in uctypes descriptor',)
attempt(lambda: struct({})[0])  # expect: TypeError("struct: can't index",)
attempt(lambda: struct({"x": (uctypes.ARRAY, uctypes.INT8 | 2)}).x[2])
# expect: IndexError('struct: index out of range',)
attempt(lambda: setattr(struct({"x": (uctypes.ARRAY, uctypes.INT8 | 2)}), "x", 1))
# expect: TypeError('syntax error in uctypes descriptor',)
attempt(lambda: struct({"x": (uctypes.ARRAY, 1, {"y": uctypes.INT8})}).x.__setitem__)
# expect: TypeError('struct: no fields',)
attempt(lambda: uctypes.sizeof(5))  # expect: TypeError("can't unambiguously get sizeof scalar",)
attempt(lambda: uctypes.sizeof("x"))  # expect: TypeError('syntax error in uctypes descriptor',)
attempt(lambda: uctypes.sizeof({"x": "x"}))
# expect: TypeError('syntax error in uctypes descriptor',)
attempt(lambda: uctypes.sizeof({"x": (0,)}))
# expect: TypeError('syntax error in uctypes descriptor',)
attempt(lambda: uctypes.sizeof({"x": (0, {}, {})}))
# expect: TypeError('syntax error in uctypes descriptor',)
attempt(lambda: uctypes.sizeof(struct({}), uctypes.NATIVE))  # expect: TypeError()
attempt(lambda: uctypes.sizeof({}))  # expect: 0
attempt(lambda: hash(struct({})))  # expect: TypeError("unsupported type for __hash__: 'struct'",)
attempt(lambda: uctypes.addressof(1))  # expect: TypeError('object with buffer protocol required',)
attempt(lambda: uctypes.struct(0, {"x": 0}))  # expect: <struct STRUCT 0>
attempt(lambda: uctypes.struct(16, (uctypes.PTR, uctypes.INT8)))  # expect: <struct PTR 10>

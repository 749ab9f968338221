print(OSError(2))  # expect: [Errno 2] ENOENT
print(OSError(5))  # expect: [Errno 5] EIO
print(OSError(17), OSError(22), OSError(110))
# expect: [Errno 17] EEXIST [Errno 22] EINVAL [Errno 110] ETIMEDOUT
print(OSError(9999))  # expect: 9999
print(repr(OSError(1)), repr(OSError(19)))  # expect: OSError(1,) OSError(19,)
try:
    raise OSError(2)
except OSError as e:
    print(e.errno, e)
# expect: 2 [Errno 2] ENOENT

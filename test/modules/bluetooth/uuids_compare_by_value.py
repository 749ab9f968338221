# board: pybd-sf6
# differs: the oracle has no bluetooth
# UUIDs of the same length are compared by their bytes, others by their length; they are keys of a dict.
from bluetooth import UUID

a, b = UUID(1), UUID(b"\x01\x00")
print(a == b, a is b, hash(a) == hash(b), {a: "found"}[b], a != UUID(2))
# expect: True False True found True
print(a < UUID(2), a >= UUID(2), UUID(0xFFFF) < UUID(b"\0\0\0\0"), UUID(0x0100) < UUID(0x0002))
# expect: True False True True
print(a == 1, a == b"\x01\x00", bool(UUID(0)))
# expect: False False True
for use in (lambda: a < 1, lambda: a + b, lambda: len(a), lambda: a[0]):
    try:
        use()
    except TypeError as e:
        print(e)
# expect: unsupported types for __lt__: 'UUID', 'int'
# expect: unsupported types for __add__: 'UUID', 'UUID'
# expect: object of type 'UUID' has no len()
# expect: 'UUID' object isn't subscriptable

import gc, io

def taken(f):
    gc.collect()
    free = gc.mem_free()
    kept = f()
    return free - gc.mem_free()

# An object, the head of its buffer, and the buffer unless the content is lent.
lent = bytearray(100)
print([taken(f) for f in (io.BytesIO, lambda: io.BytesIO(b'abc'), lambda: io.BytesIO(100), lambda: io.BytesIO(lent), lambda: io.BytesIO(0))])
# expect: [48, 32, 144, 144, 48]
print([taken(f) for f in (io.StringIO, lambda: io.StringIO('abc'), lambda: io.StringIO(40))])
# expect: [48, 32, 80]

# A buffer grows in place as far as it must.
for stream in io.BytesIO(), io.BytesIO(b'abc'), io.BytesIO(30):
    print([taken(lambda: stream.write(b'0123456789')) for _ in range(12)])
# expect: [0, 32, 0, 0, 32, 0, 0, 32, 0, 0, 16, 0]
# expect: [32, 0, 0, 32, 0, 0, 32, 0, 16, 0, 0, 32]
# expect: [0, 0, 0, 32, 0, 0, 32, 0, 16, 0, 0, 32]
stream = io.BytesIO()
stream.seek(100)
print(taken(lambda: stream.write(b'a')))  # expect: 112

# Closing frees the buffer.
def make_and_close():
    stream = io.BytesIO(200)
    stream.close()
    return stream
print(taken(make_and_close))  # expect: 16

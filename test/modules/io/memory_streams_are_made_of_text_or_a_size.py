import io

def attempt(f):
    try:
        stream = f()
        print(repr(stream.read()), stream.write(b'ab'))
    except Exception as err:
        print(type(err).__name__, err)

# A size only saves growing; a bool is no size.
attempt(lambda: io.BytesIO(5))  # expect: b'' 2
attempt(lambda: io.StringIO(0))  # expect: '' 2
attempt(lambda: io.BytesIO(True))  # expect: TypeError object with buffer protocol required
attempt(lambda: io.StringIO(False))  # expect: TypeError object with buffer protocol required
attempt(lambda: io.StringIO(10 ** 20))
# expect: OverflowError overflow converting long int to machine word
attempt(lambda: io.StringIO(-1))
# expect: MemoryError memory allocation failed, allocating 4294967295 bytes
attempt(lambda: io.StringIO(b'abc'))  # expect: 'abc' 2
attempt(lambda: io.BytesIO('abc'))  # expect: b'abc' 2
attempt(lambda: io.StringIO(None))  # expect: TypeError object with buffer protocol required
attempt(lambda: io.BytesIO(bytearray(b'abc')))  # expect: b'abc' 2

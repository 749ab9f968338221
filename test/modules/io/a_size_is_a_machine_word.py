import io


def attempt(call, *args):
    try:
        return call(*args)
    except OverflowError as error:
        return error


with open("file", "w") as file:
    file.write("abc")
for stream in (io.BytesIO(b"abc"), io.StringIO("abc"), open("file")):
    print(attempt(stream.read, 1 << 31), attempt(stream.seek, (1 << 32) + 1), attempt(stream.seek, 0, 1 << 32))
    print(stream.tell(), stream.seek(2), stream.read(1))
# expect: overflow converting long int to machine word overflow converting long int to machine word overflow converting long int to machine word
# expect: 0 2 b'c'
# expect: overflow converting long int to machine word overflow converting long int to machine word overflow converting long int to machine word
# expect: 0 2 c
# expect: overflow converting long int to machine word overflow converting long int to machine word overflow converting long int to machine word
# expect: 0 2 c

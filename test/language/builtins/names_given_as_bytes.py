# A module may be named in bytes, and source may be bytes; the name of a class, a file and a mode must be text.
print(__import__(b'sys').implementation[0], eval(compile(b'1 + 1', 'f', 'eval')))
# expect: micropython 2

def check(call, *args):
    try:
        print(call(*args))
    except (TypeError, ValueError, ImportError) as err:
        print(type(err).__name__, err)

check(__import__, b'absent')  # expect: ImportError no module named 'absent'
check(__import__, bytearray(b'sys'))
# expect: TypeError can't convert 'bytearray' object to str implicitly
check(type, b'N', (), {})  # expect: TypeError can't convert 'bytes' object to str implicitly
check(type, 1, (), {})  # expect: TypeError can't convert 'int' object to str implicitly
check(type, 'N', [], {})  # expect: TypeError 
check(type, 'N', (), [])  # expect: TypeError 
check(compile, '1', b'f', 'eval')
# expect: TypeError can't convert 'bytes' object to str implicitly
check(compile, '1', 'f', b'eval')
# expect: TypeError can't convert 'bytes' object to str implicitly
check(compile, bytearray(b'1'), 'f', 'eval')
# expect: TypeError can't convert 'bytearray' object to str implicitly
check(compile, None, 'f', 'eval')
# expect: TypeError can't convert 'NoneType' object to str implicitly
check(compile, '1', 'f', 'constructor')  # expect: ValueError bad compile mode
print(type('\U0001f600', (), {}))  # expect: <class '😀'>

def name(length):
    return "n" * length


class Thing:
    pass


thing = Thing()


def keywords(**given):
    return len(given)


ways = (
    ("type", lambda n: type(n, (), {}).__name__ == n),
    ("setattr", lambda n: setattr(thing, n, 1)),
    ("getattr", lambda n: getattr(thing, n)),
    ("hasattr", lambda n: hasattr(thing, n)),
    ("delattr", lambda n: delattr(thing, n)),
    ("keyword", lambda n: keywords(**{n: 1})),
    ("format", lambda n: ("{" + n + "}").format(**{n: 2})),
    ("modulo", lambda n: ("%(" + n + ")d") % {n: 3}),
    ("source", lambda n: exec(n + " = 1", {})),
    ("import", lambda n: __import__(n if len(n) > 255 else n[:200])),
    ("import dotted", lambda n: __import__("a" + "." + n[2:])),
)
for what, way in ways:
    for length in (255, 256):
        try:
            print(what, length, way(name(length)))
        except Exception as e:
            print(what, length, type(e).__name__, "" if length == 255 else e)

# Characters count as bytes of UTF-8.
try:
    setattr(thing, "\u00e4" * 127, 1)
    setattr(thing, "\u00e4" * 128, 1)
except RuntimeError as e:
    print(e)
# expect: type 255 True
# expect: type 256 RuntimeError name too long
# expect: setattr 255 None
# expect: setattr 256 RuntimeError name too long
# expect: getattr 255 1
# expect: getattr 256 RuntimeError name too long
# expect: hasattr 255 True
# expect: hasattr 256 RuntimeError name too long
# expect: delattr 255 None
# expect: delattr 256 RuntimeError name too long
# expect: keyword 255 1
# expect: keyword 256 RuntimeError name too long
# expect: format 255 2
# expect: format 256 RuntimeError name too long
# expect: modulo 255 3
# expect: modulo 256 RuntimeError name too long
# expect: source 255 None
# expect: source 256 RuntimeError name too long
# expect: import 255 ImportError 
# expect: import 256 RuntimeError name too long
# expect: import dotted 255 ImportError 
# expect: import dotted 256 ImportError no module named 'a'
# expect: name too long
try:
    exec("import no_such_package." + name(255))
except RuntimeError as e:
    print(e)
# expect: name too long

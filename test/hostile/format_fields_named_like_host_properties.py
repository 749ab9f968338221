print("{__proto__} {constructor}".format(__proto__=1, constructor=2))  # expect: 1 2
for text in ("{toString}", "{0.constructor}", "{0[length]}", "{length}"):
    try:
        print(text.format([1]))
    except Exception as e:
        print(type(e).__name__)
# expect: KeyError
# expect: NotImplementedError
# expect: NotImplementedError
# expect: KeyError
print("%(__proto__)s %(valueOf)s" % {"__proto__": 3, "valueOf": 4})  # expect: 3 4
try:
    print("%(constructor)s" % {})
except KeyError as e:
    print(repr(e))
# expect: KeyError('constructor',)

names = ["__proto__", "constructor", "prototype", "then", "toJSON", "valueOf", "toString", "hasOwnProperty", "__defineGetter__", "length", "name", "arguments", "caller", "apply", "call", "get", "set", "has", "size"]
d = {}
for n in names:
    if n in d:
        print("already", n)
    d[n] = n.upper()
print(len(d) == len(names), all(d[n] == n.upper() for n in names))  # expect: True True
for n in names:
    del d[n]
print(d, {n for n in names} == set(names), dict(__proto__=1, constructor=2) == {"__proto__": 1, "constructor": 2})
# expect: {} True True

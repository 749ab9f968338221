names = ["v%d" % i for i in range(150)]
exec("def f(" + ",".join(names) + "): return " + "+".join(names))
print(f(*range(150)))
exec("def g():\n" + "".join(" %s = %d\n" % (n, i) for i, n in enumerate(names)) + " return " + "+".join(names))
print(g())
exec("h = lambda " + ",".join("%s=%d" % (n, i) for i, n in enumerate(names)) + ": " + "+".join(names))
print(h())
try:
    exec("def k(" + ",".join("a%d" % i for i in range(300)) + "): pass")
    print("compiled")
except SyntaxError:
    print("SyntaxError")
# expect: 11175
# expect: 11175
# expect: 11175
# expect: compiled

# no oracle: it writes a billion characters
for f in (lambda: "%1000000000d" % 1, lambda: "{:1000000000}".format(1), lambda: "%.1000000000f" % 1.0, lambda: "{:>{}}".format("a", 10**9), lambda: "%.999999s" % "abc", lambda: "%-99999999999999999999d" % 1, lambda: "{:99999999999999999999}".format(1)):
    try:
        print(len(f()))
    except (MemoryError, ValueError, OverflowError) as e:
        print("refused")
# expect: refused
# expect: refused
# expect: 31
# expect: refused
# expect: 3
# expect: refused
# expect: refused

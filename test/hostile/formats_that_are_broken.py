for text in ("{", "}", "{0", "{0!", "{0!x}", "{:", "{:>>", "{0.}", "{0[}", "{0[}", "{-1}", "{1}", "{a}", "{}{0}", "{0}{}", "{:{:{}}}", "{:d}", "{99999999999}", "{0.a.b}", "{!}"):
    try:
        print(text.format("x"), end=" ")
    except Exception as e:
        print(type(e).__name__, end=" ")
print()
for text in ("%", "%z", "%(", "%(a", "%(a)", "%5", "%.", "%*d", "%d%d", "%#", "%s %s %s", "%c", "%99999999999d"):
    try:
        print(text % ("x",), end=" ")
    except Exception as e:
        print(type(e).__name__, end=" ")
print()
# expect: ValueError ValueError ValueError ValueError ValueError ValueError ValueError NotImplementedError NotImplementedError NotImplementedError KeyError IndexError KeyError ValueError ValueError IndexError ValueError IndexError NotImplementedError ValueError 
# expect: ValueError ValueError TypeError TypeError TypeError ValueError ValueError TypeError TypeError ValueError TypeError x TypeError 

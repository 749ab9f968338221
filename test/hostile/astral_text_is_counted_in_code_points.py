s = "a\U0001f600b\U0001f601"
print(len(s), s[1] == "\U0001f600", s.find("b"), s.split("\U0001f600"))
print(s.replace("\U0001f600", "-") == "a-b\U0001f601", ord(s[-1]), len(s.encode()), s[1:3], [ord(c) for c in s])
print("%5s|" % "\U0001f600", "{:>3}|".format("\U0001f600"), s.center(8), s.upper())
# expect: 4 True 2 ['a', 'b😁']
# expect: True 128513 10 😀b [97, 128512, 98, 128513]
# expect:  😀| 😀|   a😀b😁   A😀B😁

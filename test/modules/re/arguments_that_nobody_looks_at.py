# Flags, and limits given with a pattern that is not compiled, are ignored whatever they are.
import re

print(re.compile("a", "flags").match("a").group(0))  # expect: a
print(re.match("a", "aa", None, "end").group(0))  # expect: a
print(re.search("b", "ab", 5, 1).group(0))  # expect: b
print(re.sub("a", "b", "aa", 1, "flags"))  # expect: ba
print(re.compile("a").sub("b", "aa", 1, None))  # expect: ba

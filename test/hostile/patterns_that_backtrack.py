# oracle crashes: it runs out of its own stack
import re

for pattern in ("(a*)*b", "(a|a)*b", "(a+)+b"):
    try:
        print(re.match(pattern, "a" * 8))
    except RuntimeError as e:
        print(e)
print(re.search("a?" * 8 + "a" * 8, "a" * 8).group(0))
for pattern in ("(", ")", "*", "a**", "[", "[a", "(?:", "\\", "a{2", "(" * 50, "[z-a]", "+"):
    try:
        re.compile(pattern)
        print("compiled", end=" ")
    except Exception as e:
        print(type(e).__name__, end=" ")
print()
# expect: maximum recursion depth exceeded
# expect: None
# expect: None
# expect: aaaaaaaa
# expect: ValueError ValueError ValueError ValueError ValueError ValueError ValueError ValueError compiled ValueError compiled ValueError 

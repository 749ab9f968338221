# differs: the oracle runs out of its own stack
import re

text = "a" * 5000
for pattern in ("a*", "(a|b)*", "(a*)(b|c)?", ".*x"):
    try:
        m = re.match(pattern, text)
        print("matched" if m else "no match")
    except RuntimeError as e:
        print(e)
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded
# expect: maximum recursion depth exceeded

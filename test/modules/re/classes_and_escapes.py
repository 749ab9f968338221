import re
print(re.match(r'\d+\D+', '12ab').group(0), re.match(r'\S+\s\W', 'ab !').group(0), re.match(r'[^\d]+', 'ab1').group(0), re.match(r'[\w.]+', 'a.b c').group(0), re.match(r'\.\*', '.*').group(0), re.match('[]]', ']') is None)
# expect: 12ab ab ! ab a.b .* True
for p in ('(', 'a)', '[a', '*', 'a{2}', '(?P<x>a)', '\\'):
    try:
        print(p, re.compile(p) is not None)
    except ValueError as e:
        print(p, 'ValueError', e)
# expect: ( ValueError regex too complex
# expect: a) ValueError error in regex
# expect: [a ValueError regex too complex
# expect: * ValueError regex too complex
# expect: a{2} True
# expect: (?P<x>a) ValueError regex too complex
# expect: \ ValueError regex too complex

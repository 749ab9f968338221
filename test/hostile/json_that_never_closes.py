import json

for text in ("[" * 50, '{"a":' * 50, '"', '{"a"', "[1,", "[1 2", "-", "nul", "", "{1:2}", "[,]", "\x00"):
    try:
        print(json.loads(text))
    except ValueError as e:
        print("ValueError")
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: {1: 2}
# expect: []
# expect: ValueError

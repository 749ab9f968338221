import json


class A:
    def __repr__(self):
        return "<A>"


loop = {}
loop["me"] = loop
try:
    json.dumps(loop)
except RuntimeError as e:
    print("RuntimeError")
print(json.dumps({1: None, None: 2, (1, 2): [b"x"], True: A()}))
# expect: RuntimeError
# expect: {"1": <A>, "null": 2, "[1, 2]": ["x"]}

import json

d = json.loads('{"__proto__": {"x": 1}, "constructor": 2, "toJSON": 3, "length": -1}')
print(d["__proto__"], d["constructor"], d["toJSON"], d["length"], "x" in d)
print(json.loads(json.dumps(d)) == d)
# expect: {'x': 1} 2 3 -1 False
# expect: True

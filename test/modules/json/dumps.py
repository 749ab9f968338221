import json
print(json.dumps({'a': [1, 2.5, None, True, False, 'x"\n\\']}), json.dumps('é\t\x01'), json.dumps((1, 2)), json.dumps(10 ** 20), json.dumps({1: 2}), json.dumps([]))
# expect: {"a": [1, 2.5, null, true, false, "x\"\n\\"]} "é\t\u0001" [1, 2] 100000000000000000000 {"1": 2} []
print(json.dumps({'k': 1}, separators=(',', ':')), json.dumps(b'x') if False else '')
# expect: {"k":1} 
import io
s = io.StringIO()
json.dump([1, 'a'], s)
print(s.getvalue())  # expect: [1, "a"]

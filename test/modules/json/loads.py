import json
d = json.loads('{"a": [1, -2.5e1, null, true, false, "x\\u00e9\\n\\"q"], "b": {}}')
print(d['a'], d['b'], json.loads(' [ ] '), json.loads('12'), json.loads('"s"'), json.loads(b'[1]'), json.loads('1e3'), json.loads('123456789012345678901'))
# expect: [1, -25.0, None, True, False, 'xé\n"q'] {} [] 12 s [1] 1000.0 123456789012345678901
import io
print(json.load(io.StringIO('{"k": 1}')))  # expect: {'k': 1}
for s in ('', '{', '[1,', 'nope', '{"a" 1}', '[1] x', '"abc', '{1:2', 'tru'):
    try:
        print(repr(s), json.loads(s))
    except ValueError as e:
        print(repr(s), e)
# expect: '' syntax error in JSON
# expect: '{' syntax error in JSON
# expect: '[1,' syntax error in JSON
# expect: 'nope' syntax error in JSON
# expect: '{"a" 1}' {'a': 1}
# expect: '[1] x' syntax error in JSON
# expect: '"abc' syntax error in JSON
# expect: '{1:2' syntax error in JSON
# expect: 'tru' syntax error in JSON

/**
 * What random programs do beyond plain expressions: methods, formats, modules, idioms. A template is Python with holes:
 *
 * - `<int>`, `<str>` …: an expression of that kind; likewise `<any>`, `<bool>`, `<iterable>`, `<callable>`, `<key>`, `<slice>`;
 * - `<error>`: the name of an exception;
 * - `<a|b|c>`: one of several texts, which may have holes;
 * - `<new>`: a name that is new to the program, the same throughout one template.
 *
 * LT, GT and BAR stand for Python's <, > and |.
 */
import type { Kind } from './expressions.js';

const lines = (text: string): string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

/** Expressions by the kind they mostly have. */
export const EXPRESSIONS: Readonly<Record<Kind, readonly string[]>> = {
  int: lines(`
    <str>.<find|rfind|index|count>(<str>, <int>)
    <str>.<find|rfind|count>(<str>, <-3|0|1|2>, <-1|2|9>)
    <bytes>.<find|rfind|index|count>(<bytes>, <-3|0|1>)
    <list>.index(<any>, <-1|0|1>)
    (<int> <&|BAR|^> <int> <LTLT|GTGT> <0|1|7|33|64>)
    int(<float> <*|/|-> <float>)
    int(str(<int>), <0|8|10|16|36>)
    int.from_bytes(<bytes>[<slice>], '<little|big>')
    pow(<int>, <0|1|2|5|17>, <1|7|97|2**31-1|-5>)
    ((<int>) ** <0|1|2|3|7> % <7|-7|10**9+7|2**64>)
    divmod(<int>, <3|-3|10**9|2**33|0>)[<0|1>]
    min(<iterable>, key=<callable>)
    max(<int>, <int>, key=lambda i: -i)
    sum(<iterable>, <int>)
    (lambda *i, **j: len(i) + len(j))(*<iterable>, **<dict>)
    len(<dict>.<items|keys|values>())
    ord(<str>[<-1|0|1>])
    __import__('math').<floor|ceil|trunc>(<float>)
    __import__('math').<factorial|isnan|isinf|isfinite>(<0|1|5|12|20|-1|2.5>)
    __import__('struct').calcsize('<b|LThi|GTHQ|!3sf|@bI|4x2h|LTzz>')
    __import__('binascii').crc32(<bytes>)
    __import__('re').<match|search>(<'a'|'(.)b?'|'[^a-z]'|'\\\\d+'|'x*?'>, <str>).<start|end>()
    next(iter(<iterable>), -5)
  `),
  float: lines(`
    __import__('math').<sqrt|exp|log|sin|cos|tan|atan|fabs|log2|log10|erf|gamma|degrees|radians|expm1|asinh>(<float>)
    __import__('math').<pow|fmod|atan2|copysign|ldexp|isclose>(<float>, <1|2|-0.5|0>)
    __import__('math').<modf|frexp>(<float>)[<0|1>]
    float(str(<float>))
    float('<1|-|+|0x10|1_0><.5||e3|e-400|e400|inf>')
    (<int> / <int>)
    (<float> ** <0.5|2|-1|0|3>)
    (<float> // <0.3|2|-7.5>)
    (<float> % <0.3|2|-7.5|1e300>)
    round(<float>, <-2|0|1|5|15>)
    complex(<float>, <float>).<real|imag>
    abs(complex(<float>, <1|0.5>))
    __import__('struct').unpack('<d|f|LTd|GTf>', __import__('struct').pack('<d|f|LTd|GTf>', <float>))[0]
    __import__('json').loads('<1.5|1e5|-0.0|1E+2|01|1.>')
  `),
  str: lines(`
    <str>.<center|ljust|zfill>(<0|3|9>)
    <str>.<strip|lstrip|rstrip>(<str>)
    <str>.<startswith|endswith>((<str>, <str>))
    <str>.<startswith|endswith|count|isdigit>(<str>)
    <str>.<split|rsplit>(<None|','|'ab'|' '>, <-1|0|1|2>)
    <str>.<partition|rpartition>(<str>)
    <str>.join(map(str, <iterable>))
    <str>.replace(<'a'|'ab'|','|' '>, <str>, <-1|0|1>)
    <str>.encode().decode('<utf-8|ascii|utf8>')
    '%<|-|+| |0|#><|1|7><|.0|.3|.9><d|x|o|c|s|r|e|f|g|E|G|i>' % <int>
    '%<|-|+| |0><|1|9><|.0|.3|.9|.17><e|f|g|E|G|d>' % <float>
    '%(k)<s|r|5s|d>|%(a)s' % dict(k=<any>, a=<any>)
    '{:<|LT|GT|^|=|*^|0><|+|-| ><|#><|0><|1|8|12><|,|_><|.0|.2|.10><|d|x|b|o|e|f|g|n|s|c|%>}'.format(<int>)
    '{:<|LT|GT|^|=|_^|0><|+|-| ><|0><|1|10><|,><|.0|.3|.12><|e|f|g|E|G|n|%>}'.format(<float>)
    '{0:{1}<|GT|^><|.{2}>}'.format(<any>, <3|8|'x'>, <0|2>)
    '{a.real} {b[0]} {c!r:<6|GT6>} {}'.format(<any>, a=<int>, b=<list>, c=<str>)
    f"{<int>:<x|GT8|_^9|+d|08b>}BAR{<float>:<.2f|e|g|GT12.3>}"
    f'{<any>!r:GT{<5|9>}}'
    f"{{{<any>}}}{<str>!s:<.2|^7|5.1>}"
    f'{<list>[0]:<GT|^>{len(<str>)}}{"nested" f"{<int>}"}'
    repr(<bytes>)
    ascii(<str>)
    str(<bytes>, '<utf8|ascii>')
    chr(<0|65|233|8364|128512|55296|1114112>)
    <str>[<slice>][::-1]
    (<str> * <2|0|-1>)[<slice>]
    hex(<int>) + oct(<int>)[2:] + bin(<int>)[-5:]
    __import__('json').dumps(<any>)
    __import__('json').dumps(<dict>, separators=(',', ':'))
    __import__('re').sub(<'a'|'(.)'|'[b-d]+'|'^'|'\\\\s'>, <'LTGT'|r'[\\1]'|lambda m: m.group(0).upper()|r'\\gLT0GT!'>, <str>)
    __import__('binascii').<hexlify|b2a_base64>(<bytes>)
    type(<any>).__name__
    ''.join(reversed(<str>))
    ''.join(sorted(<str>))
  `),
  bytes: lines(`
    <bytes>.<strip|lstrip|rstrip>(<bytes>)
    <bytes>.<center|split|rsplit>(<b','|8|None>)
    <bytes>.replace(<b'a'|b','|b''>, <bytes>, <-1|0|1>)
    <bytes>.<partition|rpartition>(<b','|b'x'|b''>)
    <bytes>.hex(<|'-'>)
    bytes.fromhex('<00ff|0 1|zz|a|41 42>')
    <bytes>.join([<bytes>, <bytes>])
    b'%<d|s|x|5.1f|r>' % <int>
    bytearray(<bytes>)[<slice>]
    bytes(reversed(<bytes>))
    bytes(<iterable>)
    bytes(<str>, 'utf8')
    (<int>).to_bytes(<0|1|4|9>, '<big|little>')
    bytes(memoryview(<bytes>)[<slice>])
    memoryview(<bytes>)
    __import__('struct').pack('<|LT|GT|!><b|H|i|Q|2s|hh|3Bx|f|?|P>', <int>)
    __import__('struct').pack('<|GT><bh|iB|4sd>', <any>, <int>)
    __import__('struct').unpack('<|LT|GT><b|H|2s|hB>', <bytes>[:<1|2|3>])
    __import__("binascii").unhexlify(<b"00ff"|b"YQ=="|b"x"|<str>>)
    __import__('array').array('<b|B|h|I|f|q>', <[1, 2]|b'abc'|(3, -1)|[]>)[<slice>]
    __import__('hashlib').sha256(<bytes>).digest()[:4]
  `),
  list: lines(`
    [<i|i, j|(j, i)|[i for j in range(2)]> for i in <iterable> for j in <(1, 2)|range(2)|'ab'|[i]> if <i|j|i != j|True>]
    [(lambda: i)() for i in <iterable>]
    [i for i in [i for i in <iterable>]]
    [(n := i) for i in <iterable>] + [n]
    sorted(<iterable>, key=lambda i: <(str(i), i)|-len(str(i))|hash(str(i))|i[0]>, reverse=<True|False|1>)
    sorted(<list>, key=<callable>)
    sorted(<dict>.<items|keys|values>())
    list(<dict>.<items|keys|values>())<|[0]|[::-1]>
    list(zip(*<[[1, 2], [3, 4]]|<list>>))
    list(enumerate(<iterable>, <0|5|-1|<int>>))
    list(map(<callable>, <iterable>, <iterable>))
    list(filter(<callable>, <iterable>))
    list(reversed(<list>))
    [*<iterable>, <any>, *<iterable>]
    <list>[<slice>] + <list>[<slice>]
    <str>.splitlines(<True|False>)
    list(<bytes>[<slice>])
    __import__('re').compile(<'[, ]'|'a'|'(b)'|'\\\\d+'>).split(<str>, <0|1>)
    list(__import__('re').match(<'(a)?(b)?'|'(.)(.)'|'x'>, <str>).groups())
    __import__('json').loads('<[1, "a", null]|{"a": [true, 2.5]}|[1,]|"\\\\u00e9"|[{}, {"b": -1}]| 3 >')
    __import__('struct').unpack_from('<LTH|GTbb|3s>', <bytes>, <0|1|-1>)
    (lambda h: [__import__('heapq').heappop(h) for _ in h[:3]])(sorted(<list>))
    list(__import__('collections').OrderedDict(<dict>).items())
    list(__import__('collections').deque(<list>, <1|2|9>))
    list(__import__('array').array('<b|H|i>', <list>))
  `),
  tuple: lines(`
    (*<iterable>, <any>)
    tuple(sorted(<iterable>))
    <tuple>[<slice>] + <tuple>
    <tuple>.<count|index>(<any>)
    __import__('collections').namedtuple('N', <'a b'|('x', 'y')|['a']|<str>>)(<int>, <any>)<||[0]|.a|._asdict()>
    divmod(<float>, <int>)
    (lambda a, *b, c=<any>, **d: (a, b, c, d))(*<iterable>, **<dict>)
    slice(<int>, <any>, <2|None>).indices(<5|0|<int>>)
    range(<-9|0|3>, <-4|5|12|True>, <1|-2|3|0>)[<slice>]
    (range(<-3|0|1>, <0|5>, <1|2|-1>) == range(<-3|0|1>, <0|5>, <1|2|-1>), <int> in range(<-3|0|9>))
    __import__('math').<frexp|modf>(<float>)
    (<bytes> LT <bytes>, <str> LT= <str>, <list> == <list>, <tuple> GT <tuple>)
  `),
  dict: lines(`
    {k: v for k, v in <dict>.items() if <k|v|k != v|True>}
    {str(i): <i|[i]|i * 2> for i in <iterable>}
    dict([(<key>, <any>), (<key>, <any>)], z=<any>)
    dict(<list>)
    (<dict> BAR <dict>)
    dict(**<dict>)
    __import__('json').loads(__import__('json').dumps(<dict>))
    dict.fromkeys(<iterable>)
    __import__('collections').OrderedDict([(<key>, <int>), (<key>, <int>)])
  `),
  set: lines(`
    (<set> <BAR|&|-|^> <set>)
    (<set> <LT|LT=|GT|GT=|==> <set>)
    <set>.<issubset|issuperset|isdisjoint>(<set>)
    {len(str(i)) for i in <iterable>}
    frozenset(<str>) <BAR|&|-> <set>
    sorted(<set>, key=str)
    set(<dict>)
    (<key> in <set>)
  `),
};

/** Whole statements, each of several lines, that try one idiom of the language. */
export const STATEMENTS: readonly string[] = [
  `def <new>(n=<int>):
  total = <0|[]|''>
  def step(k):
    nonlocal total
    total += k
    return total
  return [step(i) for i in <iterable>], total
print(<new>(<any>))`,
  `def <new>(i):
  for j in range(3):
    try:
      if j == <0|1|2>: <return 'body'|break|continue|raise <error>(j)|pass>
      print('in', j)
    <except <error> as err|except Exception as err>:
      <return err.args|break|continue|raise|print('handled')>
    else:
      <continue|break|pass|return 'else'>
    finally:
      print('finally', j)
      <pass|return 'final'|break|continue|i += 1|raise KeyError(j)>
  else: print('no break')
  return <any>
print(<new>(<int>))`,
  `def <new>():
  try:
    x = yield <any>
    print('got', x)
    yield from <iterable>
    return <any>
  except <error> as err:
    yield 'caught', type(err)
  finally:
    print('closing')
    <pass|yield 'late'|return 5>
<new>1 = <new>()
print(next(<new>1))
print(<new>1.<send(<any>)|throw(<error>)|throw(<error>('x'))|close()>)
print(<new>1.<send(<any>)|throw(<error>)|throw(GeneratorExit)|close()>)
print(list(<new>1))`,
  `def <new>():
  got = yield from (<iterable>)
  got = yield got
  try: got = yield from <new>i()
  except <error>: got = 'lost'
  return got
def <new>i():
  try:
    while True: print('inner', (yield 1))
  finally: print('inner done')
<new>1 = <new>()
for <new>2 in range(<2|4|6>): print(<new>1.send(None))
print(<new>1.<throw(<error>)|close()|send(3)>)`,
  `class <new>:
  def __init__(self, v): self.v = v
  def __repr__(self): return 'R(%r)' % (self.v,)
  def __<add|sub|mul|and|or|lshift|mod|floordiv|truediv|pow|matmul>__(self, other): return ('op', self.v, <other|getattr(other, 'v', other)>)
  def __<radd|rsub|rmul|rmod|rpow>__(self, other): return <NotImplemented|('rop', other)|<any>>
  def __<iadd|isub|imul|ior>__(self, other):
    self.v = other
    return <self|None|7>
  def __<eq|ne|lt|le|gt|ge>__(self, other): return <NotImplemented|self.v == getattr(other, 'v', 0)|True|<any>>
  def __<neg|pos|invert|abs|len|bool|hash|int|float|str>__(self): return <self.v|1|-1|'s'|2.5>
  def __<contains|getitem|call|delitem>__(self, k): return (k, <any>)
a1 = <new>(<any>); b1 = <new>(<int>)
print(a1 <+|-|*|&|BAR|LTLT|%|//|/|**|@> <b1|1|'x'>)
print(<1|'x'|b1|<any>> <+|-|*|%|**> a1)
print(a1 <==|!=|LT|LT=|GT|GT=> <b1|a1|1>, a1 in [b1, 1], <any> in <a1|[a1]>)
a1 <+=|-=|*=|BAR=> <any>
print(a1, <-a1|+b1|~b1|abs(b1)|len(b1)|bool(b1)|hash(b1)|int(b1)|str(b1)|b1[1]|b1(2)|b1[<slice>]>)`,
  `class <new>A:
  kind = <1|'k'|None|2.5>
  def who(self): return 'A', self.kind
  @property
  def p(self): return self.who()
class <new>B(<new>A):
  def who(self): return ('B',) + super().who()
  @classmethod
  def make(cls, *a): return cls(*a)
class <new>C(<<new>A|<new>B|dict|list|Exception|object>):
  def who(self):
    try: return 'C', super().who()
    except AttributeError: return 'none'
class <new>D(<<new>B, <new>C|<new>C, <new>B|<new>B|<new>C>):
  __slots__ = ()
  def __init__(self, *a): self.a = a
print(<new>D.make(<any>).who() if hasattr(<new>D, 'make') else <new>D().who())
print(<new>D(1).p if hasattr(<new>D, 'p') else 0, issubclass(<new>D, <<new>A|<new>C|int>), isinstance(<new>C(), (<new>A, list)))
print([k.__name__ for k in <new>D.__bases__], <new>D(<any>).a)`,
  `class <new>(<list|dict|str|int|tuple|bytes|float|set|Exception>):
  extra = <1|'k'|None|2.5>
  def __len__(self): return <3|-1|'x'>
  def __getattr__(self, name): return name
v1 = <new>(<|<any>>)
print(v1.extra, v1.nothing, isinstance(v1, <list|dict|str|int|Exception>))
print(len(v1), bool(v1))
print(v1 == <new>(<|<any>>), <list(v1)|v1[0]|v1 + v1|str(v1)|repr(v1)|hash(v1) == 0|v1 LT v1>)`,
  `class <new>: <pass|kind = [1, (2, 3)]|kind = {1: [2]}; other = len('ab')|(1)>
class <new>B(<new>): <kind = (1, [2])[1]|pass|kind = [k for k in (1, 2)]>
def <new>f(a=(1, [2])): return [a], {'k': (a)}
for k in [1, (2)]: print([k], (k))
print(getattr(<new>, 'kind', 'none'), <new>B().kind if hasattr(<new>B, 'kind') else 0, <new>f(<any>))`,
  `class <new>: <pass|__getitem__ = lambda self, k: 'abc'[k]|__getitem__ = property(lambda self: lambda k: 'abc'[k])|__getitem__ = staticmethod(lambda k: [1, 2][k])|__getattr__ = lambda self, name: lambda k: (3, 4)[k]>
v1 = <new>()
<pass|v1.__getitem__ = lambda k: {0: 5, 1: 6}.get(k) or [][k]|v1.__getattr__ = lambda name: name>
print(<v1.other|list(v1)|1 in v1|tuple(v1) + (1,)|dict(zip(v1, v1))>)
it = iter(v1)
print(next(it), it.__next__('end'), next(it, 'end'), next(it, 'end'))`,
  `class <new>:
  def __iter__(self): return self
  __next__ = <lambda self: 5|property(lambda self: lambda: 6)|staticmethod(lambda: 7)|classmethod(lambda cls: 8)|None>
print(next(<new>()), [n for n, k in zip(<new>(), [1, 2])])`,
  `class <new>:
  def __enter__(self): print('enter'); return <any>
  def __exit__(self, *exc): print('exit', exc[0]); <return True|return False|raise KeyError('exit')|pass>
def <new>f():
  for i in range(2):
    with <new>() as v, <new>():
      print(v)
      <return i|break|continue|raise <error>(i)|pass>
  else: return 'else'
  return 'end'
print(<new>f())`,
  `try:
  try: <raise <error>(1)|1 / 0|[][1]|{}[<key>]|<any>.missing>
  except <<error>|Exception> as err:
    raise <error>('second') <|from err|from None>
except Exception as err:
  show(err)
  print(type(err.__cause__) if hasattr(err, '__cause__') else 'no cause')
print('err' in globals())`,
  `def <new>(*args, **kw): return len(args), sorted(kw.items(), key=str)
print(<new>(<any>, *<iterable>, k=<any>, **<dict>))
print(<new>(*<iterable>, <any>, *<list>, **{'a': <any>}, b=1))
print(<new>(**<dict>, **<dict>))`,
  `def <new>(a, b=<any>, *c, d, e=<any>, **f): return (a, b, c, d, e, f)
print(<new>(<any>, d=<any>))
print(<new>(<int>, <int>, <int>, d=1, z=<any>))
print(<new>(<b=1|a=2|1, a=3|d=1|d=1, a=<any>|*<iterable>, d=2>))`,
  `async def <new>w(n):
  await <new>S(n)
  return n * 2
class <new>S:
  def __init__(self, n): self.n = n
  def __await__(self): return self
  def __iter__(self): return self
  def __next__(self):
    if self.n LT= 0: raise StopIteration(<any>)
    self.n -= 1
    return ('wait', self.n)
class <new>I:
  def __init__(self): self.n = <0|1|3>
  def __aiter__(self): return self
  async def __anext__(self):
    if self.n LT= 0: raise StopAsyncIteration
    self.n -= 1
    return await <new>w(self.n)
  async def __aenter__(self): return await <new>w(1)
  async def __aexit__(self, *e):
    print('aexit', e[0])
    return <True|False|None>
async def <new>():
  async with <new>I() as v: print(v); <pass|raise <error>|print(await <new>w(2))>
  async for i in <new>I(): print('for', i); <pass|break|continue>
  else: print('done')
  return <any>
<new>1 = <new>()
try:
  while True: print(<new>1.send(None))
except StopIteration as err: print('result', err.value)`,
  `x1 = <any>
def <new>():
  global x1
  <x1 = <any>|del x1|x1 += 1|print(x1)>
  def inner():
    <return x1|x1 = 2; return x1|global x1; x1 = 5; return x1>
  return inner()
print(<new>())
print(x1)`,
  `def <new>(n):
  fs = []
  for i in range(3):
    <fs.append(lambda: i)|fs.append(lambda i=i: i)|fs.append(lambda x: x + i + n)>
  del <i|n|fs[0]>
  return [f(<|1>) for f in fs]
print(<new>(<int>))`,
  `if (<new> := <any>): print('true', <new>)
elif (<new> := <any>): print('second', <new>)
while (<new> := len(l)) GT 2: l.pop()
print([<new> for _ in range(2) if (<new> := <any>)], <new>)`,
  `<new> = {<key>: <any>, <key>: <any>, <key>: <any>}
for k in list(<new>.keys())[::-1]: <del <new>[k]; break|<new>[str(k)] = k|<new>.pop(k)|<new>.setdefault(k, 0)>
print(<new>, <new>.<items|keys|values>(), <key> in <new>, <any> in <new>.values(), len(<new>))
print(<new>.<keys() & {1}|items() == <new>.items()|popitem()|get(<key>)|update(<dict>)>)`,
  `<new> = sorted([<any>, <any>, <any>], key=<callable>)
<new>.sort(key=lambda i: <str(i)|repr(i)|len(i)|i>, reverse=<True|False>)
print(<new>)
<new>[<slice>] = <iterable>
print(<new>)
del <new>[<slice>]
print(<new>, <new>[<slice>])`,
  `from <math|struct|json|re|collections|binascii|errno|array|heapq|io|sys|hashlib|cmath|nowhere> import <pi|pack|dumps|compile|deque|hexlify|EIO|array|heappush|StringIO|version|*> as <new>
print(<new>.__class__)`,
  `import io
<new> = io.<StringIO(<str>)|BytesIO(<bytes>)>
print(<new>.read(<1|2|-1|>), <new>.<tell()|seek(<0|1|-1>)|readline()|getvalue()|write(<str>)|write(<bytes>)|readlines()|close()>)
print(<new>.getvalue(), <new>.read())`,
  `from collections import deque
<new> = deque(<iterable>, <2|3|9|0>)
<new>.<append|appendleft|extend>(<any>)
print(len(<new>), list(<new>), <new>.<pop()|popleft()>)
<new>[<0|-1|5>] = <any>
print(list(<new>), <new>[<0|1|-1>], bool(<new>))`,
  `a, *<new>, b = <iterable>
print(a, <new>, b)
(a, (b, *<new>)), c = <tuple>, <any>
for i, (a, *<new>) in enumerate([<list>, <str>, <tuple>]): print(i, a, <new>)`,
  `def <new>(f):
  def inner(*a, **k):
    print('call', len(a), len(k))
    return <f(*a, **k)|None|(f(*a),)>
  return <inner|f|<any>>
@<new>
@<new>
def <new>g(x, y=<any>): return x, y
print(<new>g(<any>))
print(<new>g(<int>, y=<any>))`,
];

/** Returns what replaces `<name>` in a template; null: the name itself. */
export type Filler = (name: string) => string | null;

/** Fills the holes of a template, and picks one of the alternatives wherever there are some. */
export function fillIn(template: string, fill: Filler, pick: (choices: readonly string[]) => string): string {
  let at = 0;
  const read = (isHole: boolean): string => {
    const choices = [''];
    while (at < template.length) {
      const c = template[at++];
      if (c === '>' && isHole) break;
      if (c === '|' && isHole) choices.push('');
      else choices[choices.length - 1] += c === '<' ? read(true) : c;
    }
    if (choices.length > 1) return pick(choices);
    return isHole ? (fill(choices[0]) ?? choices[0]) : choices[0];
  };
  return read(false).replaceAll('LT', '<').replaceAll('GT', '>').replaceAll('BAR', '|');
}

/** Random programs: statements, functions, classes and generators around the expressions of `expressions.ts`. Every program ends. */
import type { Dice } from './dice.js';
import { ERRORS, Expressions, KINDS, type Kind, VARIABLES } from './expressions.js';
import { STATEMENTS } from './templates.js';

/** How much of an exception a program prints. If the reference explains errors in more detail than the board, only some texts agree. */
export type Texts = 'all' | 'some';

/** Where a statement stands. */
interface Place {
  /** How many more blocks may be nested. */
  readonly depth: number;
  readonly inLoop: boolean;
  readonly inFunction: boolean;
  readonly inGenerator: boolean;
}

const TOP: Place = { depth: 3, inLoop: false, inFunction: false, inGenerator: false };
/** Exceptions whose texts are the same at every level of detail. */
const SAME_TEXTS = '(KeyError, IndexError, ZeroDivisionError, StopIteration, OverflowError, AssertionError, E)';

const prelude = (texts: Texts) => `class E(Exception): pass
class Context:
  def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
  def __enter__(self):
    print('enter', self.name)
    return self.name
  def __exit__(self, kind, value, trace):
    print('exit', self.name, kind)
    return self.swallow
def show(err): print(type(err).__name__, ${texts === 'all' ? 'err' : `err if isinstance(err, ${SAME_TEXTS}) else ''`})
def cut(v):
  if isinstance(v, (str, bytes, bytearray, list, tuple)): return v[:20]
  return v % 10**12 if isinstance(v, int) and not -10**40 < v < 10**40 else v
a, b, c, x, y, s, t, p, q = 1, -7, 2**40, 0.5, 3.0, 'abc', 'Été x', b'abc', bytearray(b'xyz')
l, m, u, v, d, e, w, z = [3, 1, 2], ['a', None], (1, 2), ('x', 2.5, None), {1: 'one', 'k': 2}, {}, {1, 2, 'z'}, {5}
`;
const CUT = 'a, b, c, s, t, p, q, l, m, u, v = map(cut, (a, b, c, s, t, p, q, l, m, u, v))';

/** Writes a program from random choices. */
export class Programs extends Expressions {
  #names = 0;

  constructor(
    dice: Dice,
    private readonly texts: Texts,
  ) {
    super(dice);
  }

  program(): string {
    const statements = this.dice.some(6, 22, () => this.#guarded());
    return `${prelude(this.texts)}${statements.flat().join('\n')}\nprint(a, b, c, x, y, s, t, p, q, l, m, u, v, d, e, w, z)\n`;
  }

  #guarded(): string[] {
    if (this.dice.once(4)) return ['try:', ...indent(this.#idiom()), 'except Exception as err: show(err)', CUT];
    const statement = this.statement(TOP);
    if (/^(def|class|@|async)/.test(statement[0])) return statement;
    return ['try:', ...indent(statement), 'except Exception as err: show(err)', ...(statement.length > 1 ? [CUT] : [])];
  }

  /** One statement, as lines. */
  statement(place: Place): string[] {
    const { dice } = this;
    const leaf = place.depth <= 0 || dice.once(2);
    if (leaf) return [this.#simple(place)];
    switch (dice.below(9)) {
      case 0:
        return this.#if(place);
      case 1:
      case 2:
        return this.#loop(place);
      case 3:
      case 4:
        return this.#try(place);
      case 5:
        return [`with ${dice.some(1, 2, () => this.#context()).join(', ')}:`, ...this.#block({ ...place, inLoop: place.inLoop })];
      case 6:
        return place.inFunction && dice.once(2) ? this.#if(place) : this.#function(place);
      case 7:
        return this.#generator(place);
      default:
        return place.inFunction ? this.#loop(place) : this.#class();
    }
  }

  #idiom(): string[] {
    return this.filled(this.dice.pick(STATEMENTS), 1, `n${this.#names++}`).split('\n');
  }

  #block(place: Place, most = 3): string[] {
    return indent(this.dice.some(1, most, () => this.statement({ ...place, depth: place.depth - 1 })).flat());
  }

  // ---------------------------------------------------------------------------------------------- simple

  #simple(place: Place): string {
    const { dice } = this;
    const kind = dice.pick(KINDS);
    if (place.inFunction && dice.once(8)) return place.inGenerator && dice.once(2) ? 'return' : `return ${this.any(2)}`;
    if (place.inLoop && dice.once(8)) return dice.pick(['break', 'continue']);
    if (place.inGenerator && dice.once(3))
      return dice.pick([`yield ${this.any(1)}`, `a = yield ${this.any(1)}`, `yield from ${this.iterable(1)}`, 'print((yield))']);
    switch (dice.below(12)) {
      case 0:
      case 1:
        return `${dice.pick(VARIABLES[kind])} = ${this.make(kind, 3)}`;
      case 2:
        return this.#augmented(kind);
      case 3:
        return `${this.#targets()} = ${this.iterable(2)}`;
      case 4:
        return this.#change();
      case 5:
        return this.#rare(place);
      default:
        return `print(${dice.some(1, 3, () => this.any(3)).join(', ')}${dice.once(12) ? `, ${dice.pick(["sep='-'", "end=';\\n'", 'sep=None', "sep=''"])}` : ''})`;
    }
  }

  #augmented(kind: Kind): string {
    const name = this.dice.pick(VARIABLES[kind]);
    if (this.dice.once(3))
      return `${name} ${this.dice.pick(['*=', '-=', '//=', '%=', '|=', '&=', '^=', '>>=', '<<='])} ${this.dice.around(3)}`;
    return `${name} ${this.dice.pick(['+=', '+=', '-=', '|=', '&=', '^=', '%='])} ${this.make(kind, 2)}`;
  }

  #targets(): string {
    return this.dice.pick([
      'a, b',
      'a, *l',
      '*l, a',
      'a, *m, b',
      '(a, b), c',
      '[a, b]',
      'a, (b, *l)',
      'd[1], a',
      'l[0], a',
      'a, b, c',
      'l = m',
      '*l, ',
    ]);
  }

  /** A statement that changes a container. */
  #change(): string {
    const { dice } = this;
    const list = dice.pick(VARIABLES.list);
    const dict = dice.pick(VARIABLES.dict);
    const set = dice.pick(VARIABLES.set);
    return dice.pick([
      () => `${list}[${dice.around(3)}] = ${this.any(2)}`,
      () => `${list}[${this.slice(1)}] = ${this.iterable(1)}`,
      () => `del ${list}[${dice.once(2) ? this.slice(1) : dice.around(3)}]`,
      () =>
        `${list}.${dice.pick(['append', 'remove', 'extend', 'count', 'index'])}(${dice.once(3) ? this.iterable(1) : this.make('int', 1)})`,
      () =>
        `print(${list}.${dice.pick(['pop()', 'pop(0)', `pop(${dice.around(3)})`, 'reverse()', 'clear()', 'sort()', 'sort(key=str)', 'sort(reverse=True)', 'copy()'])})`,
      () => `${list}.insert(${dice.around(4)}, ${this.any(1)})`,
      () => `${dict}[${this.key(1)}] = ${this.any(2)}`,
      () => `del ${dict}[${this.key(1)}]`,
      () => `print(${dict}.${dice.pick(['get', 'pop', 'setdefault'])}(${this.key(1)}${dice.once(2) ? `, ${this.any(1)}` : ''}))`,
      () => `print(${dict}.${dice.pick(['popitem()', 'clear()', 'keys()', 'values()', 'items()', 'copy()'])})`,
      () => `${dict}.update(${dice.once(2) ? this.make('dict', 2) : `k=${this.any(1)}`})`,
      () => `${set}.${dice.pick(['add', 'discard', 'remove'])}(${this.key(1)})`,
      () =>
        `${set}.${dice.pick(['update', 'difference_update', 'intersection_update', 'symmetric_difference_update'])}(${this.make(dice.pick(['set', 'str']), 1)})`,
      () => `q[${dice.around(3)}] = ${this.make('int', 1)}`,
      () => `q[${this.slice(1)}] = ${this.make('bytes', 1)}`,
      () => `q.${dice.pick(['append', 'extend'])}(${this.make(dice.pick(['int', 'bytes']), 1)})`,
    ])();
  }

  #rare(place: Place): string {
    const { dice } = this;
    return dice.pick([
      () => `assert ${this.bool(2)}${dice.once(2) ? `, ${this.any(1)}` : ''}`,
      () => `raise ${dice.pick(ERRORS)}${dice.pick(['', '()', `(${this.any(1)})`, "('m', 2)"])}${dice.once(6) ? ' from None' : ''}`,
      () => `del ${dice.pick(VARIABLES[dice.pick(KINDS)])}`,
      () => `exec(${JSON.stringify(`${dice.pick(VARIABLES.int)} = ${dice.around(9)}`)})`,
      () => `print(eval(${JSON.stringify(`${dice.pick(VARIABLES.int)} + ${dice.around(9)}`)}))`,
      () => 'pass',
      () => (place.inFunction ? 'pass' : `${dice.pick(VARIABLES.int)}: int = ${this.int(1)}`),
      () => `print((lambda a, *b, c=${this.int(1)}, **d: (a, b, c, d))(${this.#arguments()}))`,
      () => `${this.any(2)}`,
      () => `print(${dice.pick(['isinstance', 'issubclass', 'hasattr', 'getattr', 'pow', 'divmod'])}(${this.any(1)}, ${this.any(1)}))`,
      () => `print(dir(${this.any(1)})[:0], type(${this.any(1)}))`,
    ])();
  }

  /** What may stand between the parentheses of a call. */
  #arguments(): string {
    const { dice } = this;
    const positional = dice.some(0, 3, () => (dice.once(8) ? `*${this.iterable(1)}` : this.any(1)));
    const named = dice.pick([[], [], ['a'], ['b'], ['c', 'k'], ['k', 'a']]).map((name) => `${name}=${this.any(1)}`);
    if (dice.once(8)) named.push('**e');
    return [...positional, ...named].join(', ');
  }

  // -------------------------------------------------------------------------------------------- compound

  #if(place: Place): string[] {
    const { dice } = this;
    const lines = [`if ${this.bool(2)}:`, ...this.#block(place)];
    while (dice.once(4)) lines.push(`elif ${this.bool(2)}:`, ...this.#block(place));
    return dice.once(2) ? [...lines, 'else:', ...this.#block(place)] : lines;
  }

  #loop(place: Place): string[] {
    const { dice } = this;
    const inner = { ...place, inLoop: true, depth: Math.min(place.depth, 2) };
    const orElse = dice.once(4) ? ['else:', ...this.#block(place, 2)] : [];
    if (dice.once(3)) {
      const counter = `n${this.#names++}`;
      return [
        `${counter} = ${1 + dice.below(3)}`,
        `while ${counter} > 0${dice.once(3) ? ` and ${this.bool(1)}` : ''}:`,
        `  ${counter} -= 1`,
        ...this.#block(inner),
        ...orElse,
      ];
    }
    const target = dice.pick(['i', 'i', 'a', 's', '(a, b)', 'i, j', 'a, *l', 'l[0]', 'd[1]']);
    const over = dice.once(3) ? `range(${dice.below(4)})` : dice.once(8) ? dice.pick(['l', 'd', 'w']) : `list(${this.iterable(1)})[:3]`;
    const isDangerous = ['l', 'd', 'w'].includes(over);
    return [
      `for ${target} in ${over}:`,
      ...(isDangerous ? indent([`print(i)`.replace('i', target.includes('i') ? 'i' : '0')]) : this.#block(inner)),
      ...orElse,
    ];
  }

  #try(place: Place): string[] {
    const { dice } = this;
    const lines = ['try:', ...this.#block(place)];
    const hasFinally = dice.once(3);
    const handlers = dice.some(hasFinally ? 0 : 1, 2, () => {
      const types = dice.once(4) ? `(${dice.pick(ERRORS)}, ${dice.pick(ERRORS)})` : dice.pick(ERRORS);
      return [
        `except ${types}${dice.once(2) ? ' as err' : ''}:`,
        ...indent(dice.once(6) ? ['raise'] : ["print('caught')"]),
        ...this.#block(place, 2),
      ];
    });
    lines.push(...handlers.flat());
    if (handlers.length > 0 && dice.once(5)) lines.push('except:', ...this.#block(place, 2));
    if (handlers.length > 0 && dice.once(4)) lines.push('else:', ...this.#block(place, 2));
    return hasFinally ? [...lines, 'finally:', ...this.#block(place, 2)] : lines;
  }

  #context(): string {
    const { dice } = this;
    if (dice.once(15)) return this.any(1);
    return `Context(${this.any(1)}${dice.once(3) ? ', True' : ''})${dice.once(2) ? ` as ${dice.pick(['a', 's', 'd[1]', '(a, b)'])}` : ''}`;
  }

  // ----------------------------------------------------------------------------------- functions, classes

  #parameters(): string {
    const { dice } = this;
    const parameters = dice.pick([
      '',
      'a',
      'a, b',
      'a, b=1',
      'a=l',
      '*l',
      'a, *l',
      'a, *, b',
      'a, *, b=2',
      '**d',
      'a, **d',
      'a, *l, b=3, **d',
      '*, a',
      'a, b=2, *l',
      's, x=0.5',
    ]);
    return parameters;
  }

  #function(place: Place): string[] {
    const { dice } = this;
    const name = `f${this.#names++}`;
    const inner = { depth: Math.min(place.depth, 2), inLoop: false, inFunction: true, inGenerator: false };
    const scope = dice.once(4)
      ? indent([`${place.inFunction && dice.once(2) ? 'nonlocal' : 'global'} ${dice.pick(['c', 'y', 't', 'm', 'e'])}`])
      : [];
    const lines = [
      ...(dice.once(10) ? [`@${dice.pick(['(lambda f: f)', 'staticmethod', 'print', 'callable']).replace(/^\(.*/, 'callable')}`] : []),
      `def ${name}(${this.#parameters()}):`,
      ...scope,
      ...this.#block(inner, 4),
    ];
    if (place.inFunction) return [...lines, `${dice.pick(['return ', 'l = ', 'print'])}(${name}(${this.#arguments()}))`];
    for (let i = 0; i < 3; i++) this.calls.push(`${name}(${this.#arguments()})`);
    return lines;
  }

  #generator(place: Place): string[] {
    const { dice } = this;
    const name = `g${this.#names++}`;
    const inner = { depth: Math.min(place.depth, 2), inLoop: false, inFunction: true, inGenerator: true };
    const lines = [`def ${name}(a=2):`, `  yield a`, ...this.#block(inner, 4)];
    const uses = [
      `list(${name}())`,
      `next(${name}(${this.any(1)}))`,
      `sorted(${name}(3), key=str)`,
      `tuple(zip(${name}(), range(3)))`,
      `[*${name}(0)]`,
    ];
    if (!place.inFunction) this.calls.push(...uses);
    const object = `o${this.#names++}`;
    const steps = dice.some(1, 4, () =>
      dice.pick([
        `next(${object})`,
        `${object}.send(${dice.pick(['None', '1', this.any(1)])})`,
        `${object}.throw(${dice.pick(ERRORS)})`,
        `${object}.close()`,
        `next(${object}, 'end')`,
      ]),
    );
    const drive = [`${object} = ${name}(${dice.pick(['', '1', "'v'"])})`, ...steps.map((step) => `print(${step})`)];
    return place.inFunction ? [...lines, ...drive] : [...lines, 'try:', ...indent(drive), 'except Exception as err: show(err)'];
  }

  #class(): string[] {
    const { dice } = this;
    const name = `K${this.#names++}`;
    const base = dice.pick(['', '', 'object', 'list', 'dict', 'Exception', 'str', 'int', ...this.#classes]);
    this.#classes.push(name);
    const members = METHODS.filter(() => dice.once(3)).map((method) =>
      method.replace('VALUE', this.any(1)).replace('CONSTANT', this.int(0)),
    );
    const init = base === '' || base === 'object' ? ['  def __init__(self, n=0): self.n = n'] : [];
    const one = () => `${name}(${dice.pick(['', '1', '2', this.any(1)])})`;
    this.calls.push(
      `${one()}`,
      `(${one()} ${dice.pick(['+', '-', '*', '<', '==', '!=', '>=', 'in', '//', '%', '|'])} ${dice.once(2) ? one() : this.any(1)})`,
      `${one()}.${dice.pick(['n', 'prop', 'm(1)', 'st(2)', 'cl(3)', 'missing', '__class__'])}`,
      `${dice.pick(['len', 'bool', 'list', 'hash', 'abs', 'int', 'str', 'next', 'callable'])}(${one()})`,
      `${one()}[${dice.once(2) ? dice.around(2) : this.slice(1)}]`,
      `${one()}(${this.#arguments()})`,
    );
    return [
      `class ${name}${base === '' ? '' : `(${base})`}:`,
      ...init,
      `  def __repr__(self): return '${name}'`,
      ...members.flatMap((method) => method.split('\n').map((line) => `  ${line}`)),
    ];
  }

  readonly #classes: string[] = [];
}

/**
 * The body of a class itself evaluates only constants: when an exception leaves the body, MicroPython continues with the class's names as
 * its locals (`py/modbuiltins.c`).
 */
const METHODS = [
  'def __eq__(self, other): return self.n == getattr(other, "n", None)',
  'def __lt__(self, other): return self.n < other.n',
  'def __add__(self, other): return self.n + (other.n if hasattr(other, "n") else other)',
  'def __radd__(self, other): return ("radd", other)',
  'def __sub__(self, other): return NotImplemented',
  'def __iadd__(self, other): return VALUE',
  'def __len__(self): return VALUE',
  'def __bool__(self): return VALUE',
  'def __hash__(self): return 5',
  'def __getitem__(self, index):\n  if isinstance(index, int) and index > 3: raise IndexError(index)\n  return (index, VALUE)',
  'def __setitem__(self, index, value): print("set", index, value)',
  'def __delitem__(self, index): print("del", index)',
  'def __contains__(self, item): return VALUE',
  'def __iter__(self): return iter(VALUE)',
  'def __next__(self): raise StopIteration',
  'def __call__(self, *args, **kw): return (args, kw, VALUE)',
  'def __getattr__(self, name): return (name, 1)',
  'def __str__(self): return VALUE',
  'def __int__(self): return VALUE',
  'def __abs__(self): return VALUE',
  'def __neg__(self): return VALUE',
  'def __enter__(self): return VALUE',
  'def __exit__(self, *args): return VALUE',
  'n = CONSTANT',
  '@property\ndef prop(self): return VALUE',
  '@staticmethod\ndef st(arg): return (arg, VALUE)',
  '@classmethod\ndef cl(cls, arg): return (cls.__name__, arg)',
  'def m(self, arg=CONSTANT): return super().m(arg) if hasattr(super(), "m") else arg',
];

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

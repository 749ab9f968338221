/**
 * Random expressions. Each method returns the text of an expression that usually has the type that the method is named after; now and then
 * it has another, so that errors are tested too. No side effect could keep a program from ending, and sizes stay small.
 */
import type { Dice } from './dice.js';
import { EXPRESSIONS, fillIn } from './templates.js';

/** The kinds of values that programs keep in variables, and the variables' names. */
export const VARIABLES = {
  int: ['a', 'b', 'c'],
  float: ['x', 'y'],
  str: ['s', 't'],
  bytes: ['p', 'q'],
  list: ['l', 'm'],
  tuple: ['u', 'v'],
  dict: ['d', 'e'],
  set: ['w', 'z'],
} as const;
export type Kind = keyof typeof VARIABLES;
/** Exceptions that programs raise and catch; `E` is their own. */
export const ERRORS =
  'ValueError TypeError KeyError IndexError Exception ZeroDivisionError OSError StopIteration LookupError AttributeError E'.split(' ');
export const KINDS = Object.keys(VARIABLES) as Kind[];

const INTS = `0 1 2 3 -1 -2 7 10 63 100 255 256 1000 65535 0x7f 0b101 0o17 1_000 2**30 -2**30 2**31-1 2**31 -2**31 2**32 2**63-1 2**63
  -2**63 2**64+1 10**18 10**20 -10**20 True False`.split(/\s+/);
const FLOATS = '0.0 -0.0 1.0 0.5 -1.5 3.25 1e3 1e16 1e-7 123.456 1e22 2.5 1e100 -1e-5'.split(' ');
const FLOAT_RARITIES = ["float('inf')", "float('nan')", "-float('inf')"];
const STRS = [
  "''",
  "'a'",
  "'abc'",
  "'Hello World'",
  "'a,b,,c'",
  "'x\\ty\\n'",
  "'  pad '",
  "'12'",
  "'-3'",
  "'3.5'",
  "'é'",
  "'日本'",
  "'\\U0001f600'",
  "'it\\'s'",
  `'"'`,
  "'{}'",
  "'%d'",
  "'\\0'",
];
const BYTES = ["b''", "b'a'", "b'abc'", "b'\\x00\\xff'", "b'a,b'", "b' x '", "bytearray(b'xyz')", "b'\\n\\'\"'"];
const SPECS =
  'd x X o b c e f g n % s 5 <5 >5 ^7 05 +d -d _< *^9 #x #o #b , .2f .0e .3g 10.3f +.1f 08.3f =+6 <08 010d .2 .5s 3c 6.2% x<4 ^ {} {a}'.split(
    ' ',
  );
const PERCENTS =
  '%d %5d %-5d| %05d %+d %x %X %#x %o %s %r %10s| %-10s| %.2s %c %e %f %.3f %g %.0f %i %u %% %5.1f %*d %(a)s %a %q % %ld'.split(' ');
const CONVERSIONS = ['', '', '', '!r', '!s'];

/** Makes expressions of bounded depth. */
export class Expressions {
  constructor(protected readonly dice: Dice) {}

  /** Expressions that use the program's own functions, generators and classes. */
  protected readonly calls: string[] = [];

  /** An expression that probably has this type. */
  make(kind: Kind, depth: number): string {
    if (this.dice.once(25)) return this.any(depth);
    if (this.dice.once(3)) return this.dice.pick(VARIABLES[kind]);
    if (depth > 0 && this.dice.once(15))
      return `(${this.make(kind, depth - 1)} if ${this.bool(depth - 1)} else ${this.make(kind, depth - 1)})`;
    if (depth > 0 && this.dice.once(20))
      return `(${this.make(kind, depth - 1)} ${this.dice.pick(['or', 'and'])} ${this.make(kind, depth - 1)})`;
    if (depth > 0 && this.dice.once(2)) return this.filled(this.dice.pick(EXPRESSIONS[kind]), depth - 1);
    return this[kind](Math.max(0, depth));
  }

  /** A template with expressions in its holes. */
  protected filled(template: string, depth: number, name = ''): string {
    const fill = (hole: string): string | null => {
      if (Object.hasOwn(VARIABLES, hole)) return this.make(hole as Kind, depth);
      if (hole === 'any' || hole === 'bool' || hole === 'iterable' || hole === 'key') return this[hole](depth);
      if (hole === 'slice') return this.slice(depth);
      if (hole === 'callable') return this.callable();
      if (hole === 'error') return this.dice.pick(ERRORS);
      return hole === 'new' ? name : null;
    };
    return fillIn(template, fill, (choices) => this.dice.pick(choices));
  }

  any(depth: number): string {
    if (this.dice.once(8)) return this.dice.pick(['None', 'True', 'False', '...', 'int', 'str', 'list', 'len', 'NotImplemented', 'object']);
    if (this.dice.once(6)) return this.dice.pick(this.calls.length > 0 ? this.calls : ['len(l)']);
    return this.make(this.dice.pick(KINDS), depth);
  }

  /** A key. Usually it is hashed by its value, not by an address; even the hash of a tuple depends on an address, that of the empty tuple. */
  key(depth: number): string {
    if (this.dice.once(20)) return this.dice.pick(['True', '[]', 'l', '1.0', "b'k'"]);
    return this.dice.once(2) ? `${this.dice.around(12)}` : this.make(this.dice.pick(['int', 'str', 'str', 'float']), Math.min(depth, 1));
  }

  iterable(depth: number): string {
    const n = this.dice.below(14);
    if (n < 5) return this.make(this.dice.pick(['list', 'tuple', 'str', 'dict', 'set', 'bytes']), depth - 1);
    if (n < 8) return `range(${this.dice.some(1, 3, () => this.dice.around(6)).join(', ')})`;
    const inner = depth > 0 ? this.iterable(depth - 1) : 'l';
    return this.dice.pick([
      `enumerate(${inner})`,
      `zip(${inner}, ${this.make('list', depth - 1)})`,
      `map(${this.callable()}, ${inner})`,
      `filter(${this.callable()}, ${inner})`,
      `reversed(${this.make('list', depth - 1)})`,
      `iter(${inner})`,
      `(i for i in ${inner})`,
      `(i for i in ${inner} if ${this.dice.pick(['i', 'not i', 'i != 1'])})`,
    ]);
  }

  callable(): string {
    return this.dice.pick([
      'str',
      'int',
      'bool',
      'len',
      'lambda i: i',
      'lambda i: i * 2',
      'lambda i: (i, 1)',
      'repr',
      'lambda *i: i',
      'None',
      'abs',
      'type',
    ]);
  }

  bool(depth: number): string {
    const kind = this.dice.pick(KINDS);
    const operand = () => this.make(this.dice.once(6) ? this.dice.pick(KINDS) : kind, depth - 1);
    switch (this.dice.below(depth > 0 ? 10 : 2)) {
      case 0:
        return this.dice.pick(['True', 'False', 'a', 's', 'l', 'x', 'd', 'None']);
      case 1:
      case 2:
        return `(${operand()} ${this.dice.pick(['<', '>', '==', '!=', '<=', '>='])} ${operand()})`;
      case 3:
        return `(${this.key(depth - 1)} ${this.dice.pick(['in', 'not in'])} ${this.iterable(depth - 1)})`;
      case 4:
        return `(not ${operand()})`;
      case 5:
        return `(${operand()} is ${this.dice.pick(['None', 'not None'])})`;
      case 6:
        return `isinstance(${operand()}, ${this.dice.pick(['int', 'str', '(int, float)', 'list', 'bool', 'object', 'tuple', '1'])})`;
      case 7:
        return `${this.dice.pick(['any', 'all', 'bool', 'callable'])}(${this.iterable(depth - 1)})`;
      case 8:
        return `(${operand()} < ${operand()} <= ${operand()})`;
      default:
        return `${this.make('str', depth - 1)}.${this.dice.pick(['isdigit()', 'isspace()', 'isalpha()', 'isupper()', 'islower()', "startswith('a')", "endswith(('c', 'd'))", "startswith('b', 1)"])}`;
    }
  }

  int(depth: number): string {
    if (depth <= 0) return `(${this.dice.pick(INTS)})`;
    const { dice } = this;
    const n = () => this.make('int', depth - 1);
    switch (dice.below(16)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return `(${n()} ${dice.pick(['+', '-', '*', '//', '%', '&', '|', '^'])} ${n()})`;
      case 4:
        return `(${n()} ${dice.pick(['<<', '>>', '**'])} ${dice.pick(['0', '1', '2', '3', '5', '31', '-1'])})`;
      case 5:
        return `(${dice.pick(['-', '+', '~'])}${n()})`;
      case 6:
        return `len(${this.iterable(depth - 1)})`;
      case 7:
        return `int(${this.make(dice.pick(['int', 'float', 'str', 'bytes']), depth - 1)})`;
      case 8:
        return `int(${dice.pick(["'12'", "'-0x1f'", "'z'", "'0b101'", "' 7 '", "'1_0'", "''", "'1.5'", 's'])}, ${dice.pick(['0', '2', '8', '10', '16', '36', '37', '1'])})`;
      case 9:
        return `${dice.pick(['sum', 'min', 'max'])}(${this.iterable(depth - 1)})`;
      case 10:
        return dice.pick([
          `abs(${n()})`,
          `round(${this.make('float', depth - 1)})`,
          `ord(${this.make('str', depth - 1)})`,
          `bool(${this.any(depth - 1)})`,
        ]);
      case 11:
        return dice.pick([
          `divmod(${n()}, ${n()})[${dice.below(3)}]`,
          `pow(${n()}, ${dice.around(4)}, ${n()})`,
          `min(${n()}, ${n()})`,
          `max(${n()}, ${n()})`,
        ]);
      case 12:
        return `${this.make(dice.pick(['str', 'list', 'tuple', 'bytes']), depth - 1)}.${dice.pick(['count', 'index', 'find', 'rfind', 'rindex'])}(${this.make(dice.pick(['str', 'int', 'bytes']), depth - 1)})`;
      case 13:
        return `${this.make(dice.pick(['list', 'tuple', 'dict', 'bytes']), depth - 1)}[${dice.once(4) ? n() : dice.around(4)}]`;
      case 14:
        return dice.pick([
          `int.from_bytes(${this.make('bytes', depth - 1)}, '${dice.pick(['little', 'big'])}')`,
          `(a := ${n()})`,
          `hash(${dice.around(9)})`,
        ]);
      default:
        return dice.pick(this.calls.length > 0 ? this.calls : INTS);
    }
  }

  float(depth: number): string {
    if (depth <= 0) return `(${this.dice.pick(this.dice.once(8) ? FLOAT_RARITIES : FLOATS)})`;
    const { dice } = this;
    const x = () => this.make(dice.once(4) ? 'int' : 'float', depth - 1);
    return dice.pick([
      `(${x()} ${dice.pick(['+', '-', '*', '/', '//', '%'])} ${x()})`,
      `(${x()} ${dice.pick(['+', '-', '*', '/'])} ${x()})`,
      `(${x()} / ${dice.pick(['2', '3', '7.0', '0', '10'])})`,
      `(-${x()})`,
      `abs(${x()})`,
      `float(${this.make(dice.pick(['int', 'str', 'float']), depth - 1)})`,
      `float(${dice.pick(["'1e5'", "'-inf'", "' 2.5 '", "'nan'", "'1_0.5'", "'.5'", "'5.'", "'e5'", "'0x1'"])})`,
      `round(${x()}, ${dice.around(3)})`,
      `max(${x()}, ${x()})`,
      `sum([${x()}, ${x()}, ${x()}])`,
    ]);
  }

  str(depth: number): string {
    if (depth <= 0) return this.dice.pick(STRS);
    const { dice } = this;
    const s = () => this.make('str', depth - 1);
    switch (dice.below(12)) {
      case 0:
        return `(${s()} + ${s()})`;
      case 1:
        return `(${s()} * ${dice.around(3)})`;
      case 2:
        return `${s()}[${this.slice(depth)}]`;
      case 3:
        return `${dice.pick(['str', 'repr'])}(${this.any(depth - 1)})`;
      case 4:
        return `${dice.pick(['hex', 'oct', 'bin', 'chr'])}(${this.make('int', depth - 1)})`;
      case 5:
        return `('${dice.pick(PERCENTS)}${dice.pick(['', ' ', '%s'])}' % ${this.make(dice.pick(['int', 'float', 'str', 'tuple', 'dict', 'bytes']), depth - 1)})`;
      case 6:
        return this.format(depth);
      case 7:
        return this.fString(depth);
      case 8:
        return `${s()}.${dice.pick(['upper()', 'lower()', 'strip()', 'lstrip()', 'rstrip()', "strip('a ')", 'center(8)', 'encode().decode()', "rstrip('\\n')"])}`;
      case 9:
        return `${s()}.${dice.pick(['join', 'join', 'replace', 'partition', 'rpartition'])}(${dice.once(2) ? this.iterable(depth - 1) : `${s()}`})`;
      case 10:
        return `${s()}.replace(${s()}, ${s()}${dice.once(3) ? `, ${dice.around(2)}` : ''})`;
      default:
        return dice.once(3) ? `str(${this.make('bytes', depth - 1)}, 'utf8')` : `${this.make('bytes', depth - 1)}.decode()`;
    }
  }

  format(depth: number): string {
    const field = () =>
      `{${this.dice.pick(['', '', '0', '1', 'k', '0[0]', 'k.real', '!r', ''])}${this.dice.once(2) ? `:${this.dice.pick(SPECS)}` : ''}}`;
    const args = [...this.dice.some(1, 3, () => this.any(depth - 1)), ...(this.dice.once(3) ? [`k=${this.any(depth - 1)}`] : [])];
    return `'${this.dice.some(1, 3, field).join(this.dice.pick(['', ' ', '{{', '|']))}'.format(${args.join(', ')})`;
  }

  fString(depth: number): string {
    const field = () => {
      const spec = this.dice.once(2) ? `:${this.dice.pick(SPECS.filter((text) => !text.includes('{')))}` : '';
      return `{${this.make(this.dice.pick(KINDS), Math.min(depth - 1, 1))}${this.dice.pick(CONVERSIONS)}${spec}}`;
    };
    return `f"""${this.dice.some(1, 3, field).join(this.dice.pick(['', ' ', '{{', ', ']))}"""`;
  }

  bytes(depth: number): string {
    if (depth <= 0) return this.dice.pick(BYTES);
    const { dice } = this;
    const p = () => this.make('bytes', depth - 1);
    return dice.pick([
      `(${p()} + ${p()})`,
      `(${p()} * ${dice.around(3)})`,
      `${p()}[${this.slice(depth)}]`,
      `${dice.pick(['bytes', 'bytearray'])}(${dice.pick(['3', '[1, 2, 255]', '[256]', '-1', 'range(3)', p(), "'é', 'utf8'", 's'])})`,
      `${this.make('str', depth - 1)}.encode()`,
      `${p()}.${dice.pick(['upper()', 'lower()', 'strip()', "replace(b'a', b'bb')", "split(b',')", "join([b'1', b'2'])", "find(b'b')", "partition(b',')"])}`,
      `(${this.make('int', depth - 1)}).to_bytes(${dice.below(6)}, '${dice.pick(['little', 'big'])}')`,
      `bytes(memoryview(${p()})[${dice.around(3)}:])`,
    ]);
  }

  slice(depth: number): string {
    const bound = () => (this.dice.once(3) ? '' : this.dice.once(12) ? this.make('int', depth - 1) : this.dice.around(5));
    return `${bound()}:${bound()}${this.dice.once(2) ? '' : `:${this.dice.pick(['', '1', '2', '-1', '-2', '3', '0'])}`}`;
  }

  /** Elements separated by commas, now and then one with a star. */
  protected elements(depth: number, most: number): string {
    return this.dice.some(0, most, () => (this.dice.once(15) ? `*${this.iterable(depth - 1)}` : this.any(depth - 1))).join(', ');
  }

  list(depth: number): string {
    if (depth <= 0) return this.dice.pick(['[]', '[1, 2, 3]', "['a', 'b']", '[3, 1, 2]', '[[1], [2]]', '[0] * 3']);
    const { dice } = this;
    const l = () => this.make('list', depth - 1);
    return dice.pick([
      `[${this.elements(depth, 4)}]`,
      `[${dice.pick(['i', 'i * 2', '(i, i)', 'str(i)', '[i]'])} for i in ${this.iterable(depth - 1)}]`,
      `[(i, j) for i in ${this.iterable(depth - 1)} for j in ${this.iterable(depth - 1)} if ${dice.pick(['i != j', 'i', 'j', 'True'])}]`,
      `list(${this.iterable(depth - 1)})`,
      `sorted(${this.iterable(depth - 1)}${dice.pick(['', '', ', reverse=True', ', key=str', ', key=lambda i: -i', ', key=len'])})`,
      `${l()}[${this.slice(depth)}]`,
      `(${l()} + ${l()})`,
      `(${l()} * ${dice.around(2)})`,
      `${this.make('str', depth - 1)}.split(${dice.pick(['', "','", "' '", "'a', 1", 'None', "''", 'None, 1'])})`,
      `${this.make('str', depth - 1)}.${dice.pick(["rsplit(',', 1)", 'splitlines()', 'splitlines(True)'])}`,
      `list(${this.make('dict', depth - 1)}.${dice.pick(['items', 'keys', 'values'])}())`,
      `${l()}.copy()`,
    ]);
  }

  tuple(depth: number): string {
    if (depth <= 0) return this.dice.pick(['()', '(1,)', "(1, 'a')", '(1, 2, 3)', '(0.5, None)']);
    const { dice } = this;
    return dice.pick([
      `(${dice.some(2, 3, () => this.any(depth - 1)).join(', ')})`,
      `tuple(${this.iterable(depth - 1)})`,
      `${this.make('tuple', depth - 1)}[${this.slice(depth)}]`,
      `(${this.make('tuple', depth - 1)} + ${this.make('tuple', depth - 1)})`,
      `divmod(${this.make('int', depth - 1)}, ${this.make('int', depth - 1)})`,
      `${this.make('str', depth - 1)}.partition(${this.make('str', depth - 1)})`,
      `(${this.make('tuple', depth - 1)} * ${dice.around(2)})`,
    ]);
  }

  dict(depth: number): string {
    if (depth <= 0) return this.dice.pick(['{}', '{1: 2}', "{'a': 1, 'b': 2}", 'dict(k=1)']);
    const { dice } = this;
    return dice.pick([
      `{${dice.some(0, 4, () => `${this.key(depth - 1)}: ${this.any(depth - 1)}`).join(', ')}}`,
      `{${dice.pick(['len(str(i))', 'str(i)', '-i'])}: ${dice.pick(['i', 'i * 2', '1'])} for i in ${this.iterable(depth - 1)}}`,
      `dict(${this.make('dict', depth - 1)}${dice.once(2) ? `, k=${this.any(depth - 1)}` : ''})`,
      `dict(zip(${this.make('str', depth - 1)}, ${this.iterable(depth - 1)}))`,
      `dict.fromkeys(${this.make(dice.pick(['str', 'bytes']), depth - 1)}, ${this.any(depth - 1)})`,
      `${this.make('dict', depth - 1)}.copy()`,
    ]);
  }

  set(depth: number): string {
    if (depth <= 0) return this.dice.pick(['set()', '{1, 2, 3}', "{'a', 'b'}", '{3, 4}', 'frozenset({1})']);
    const { dice } = this;
    const w = () => this.make('set', depth - 1);
    return dice.pick([
      `{${dice.some(1, 4, () => this.key(depth - 1)).join(', ')}}`,
      `set(${this.make(dice.pick(['str', 'bytes']), depth - 1)})`,
      `frozenset(${this.make(dice.pick(['str', 'bytes']), depth - 1)})`,
      `(${w()} ${dice.pick(['|', '&', '-', '^'])} ${w()})`,
      `${w()}.${dice.pick(['union', 'intersection', 'difference', 'symmetric_difference'])}(${this.make(dice.pick(['set', 'str']), depth - 1)})`,
      `{i for i in ${this.make(dice.pick(['str', 'bytes', 'set']), depth - 1)}}`,
      `${w()}.copy()`,
    ]);
  }
}

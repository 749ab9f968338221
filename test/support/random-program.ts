import { BUFFER, type Choices, viperCall, viperFunction } from './random-viper.js';

/**
 * Random programs that print what they do: closures, classes with dunders, context managers, generators with send, throw, close and
 * yield from, nested try and finally with return, break and continue, sort keys, comprehensions; some of it native; functions of viper;
 * some with a timer's interrupts and soft callbacks, some with a second thread. The same seed gives the same program.
 */

/** The program of a seed. */
export function randomProgram(seed: number): string {
  return new Writer(seed).program();
}

const PRELUDE = `
import gc, pyb, time, micropython
log = []
budget = 4000
def tick(tag):
    global budget
    budget -= 1
    if budget < 0: raise SystemExit
    return tag
class V:
    def __init__(self, n): self.n = n
    def __add__(self, o): return V(self.n + (o.n if isinstance(o, V) else 1))
    def __radd__(self, o): return V(self.n - 1)
    def __lt__(self, o): return self.n < o.n
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __hash__(self): return self.n
    def __bool__(self): return self.n % 3 != 0
    def __len__(self): return abs(self.n) % 7
    def __getitem__(self, i):
        if i > 3: raise IndexError(i)
        return self.n + i
    def __call__(self, *a, **k): return len(a) + len(k) + self.n
    def up(self, by=1): return V(self.n + by)
    def size(self): return self.n
    def __repr__(self): return 'V(%d)' % self.n
class W(V):
    def __init__(self, n, m=2):
        super().__init__(n)
        self.m = m
    @property
    def twice(self): return self.n * 2
    def __enter__(self):
        log.append(self.n)
        return self
    def __exit__(self, t, v, b):
        tick(0)
        return t is ValueError and self.n % 2 == 0
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n < 0: raise StopIteration
        return self.n
class X:
    def __init__(self, n):
        self.n = tick(n)
        self.m = [tick(1), n]
def deep(n): return 1 + deep(n + 1)
def depth():
    try: deep(0)
    except RuntimeError: return 1
def show(x):
    if isinstance(x, (list, tuple)): return [show(y) for y in x]
    if isinstance(x, (int, float, str, V)) or x is None: return x
    return type(x).__name__
`;

class Writer {
  #state: number;
  readonly #lines: string[] = [];
  readonly #functions: { name: string; arity: number }[] = [];
  readonly #generators: string[] = [];
  readonly #vipers: string[] = [];
  readonly #choices: Choices = { below: (n) => this.#below(n), pick: (items) => this.#pick(items) };
  #names = 0;
  #inLoop = 0;
  #inGenerator = false;
  #inFunction = false;
  /** In a native function, and in the functions that it defines: there `raise` needs an exception. */
  #isNative = false;
  #size = 0;
  #scope: string[] = [];

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  program(): string {
    this.#lines.push(PRELUDE);
    const count = 3 + this.#below(4);
    for (let i = 0; i < count; i++) {
      if (this.#below(3) === 0) this.#defineGenerator(0);
      else this.#defineFunction(0);
    }
    if (this.#below(2) === 0) this.#viper();
    if (this.#below(2) === 0) this.#interrupts();
    const threaded = this.#below(3) === 0;
    if (threaded) this.#thread();
    for (let i = 0; i < 4; i++) this.#topLevel();
    if (threaded) this.#lines.push('while not done[0]: time.sleep_ms(1)');
    this.#lines.push('print(show(log), budget)', 'gc.collect()', 'print(gc.mem_alloc() // 64)');
    return `${this.#lines.join('\n')}\n`;
  }

  #below(n: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  #emit(depth: number, text: string): void {
    this.#size++;
    this.#lines.push('    '.repeat(depth) + text);
  }

  #viper(): void {
    this.#lines.push(BUFFER);
    for (let i = 0; i < 2; i++) {
      const name = this.#fresh();
      this.#vipers.push(name);
      this.#lines.push(...viperFunction(name, this.#choices));
    }
  }

  #interrupts(): void {
    const period = this.#pick([150, 400, 1100]);
    this.#lines.push(
      'ticks = [0, 0]',
      'def soft(x):\n    ticks[1] += 1\n    if ticks[1] % 3 == 0: log.append(-ticks[1])',
      `led = pyb.LED(1)\ndef hard(t):\n    ticks[0] += 1\n    led.toggle()\n    ${this.#below(2) ? 'if ticks[0] < 40: micropython.schedule(soft, 1)' : 'pass'}`,
      `timer = pyb.Timer(4, freq=${period})`,
      'timer.callback(hard)',
    );
  }

  #thread(): void {
    this.#lines.push(
      'import _thread',
      'done = [0]',
      'lock = _thread.allocate_lock()',
      `def other(n):
    for i in range(n):
        with lock:
            log.append(i * 100)
        ${this.#pick([
          'time.sleep_ms(1)',
          'x = sum([j * 1.5 for j in range(30)])',
          'for j in range(400): x = j if j % 3 else f0(j) if f0 else -j',
          'j = 200\n        while j:\n            j -= 1\n            if j == 50: time.sleep_ms(0)',
          'try: depth() or 1 // 0\n        finally: x = sorted([3, 1, 2], key=lambda v: max(-v, -v))',
        ])}
    done[0] = 1
f0 = None
_thread.start_new_thread(other, (${3 + this.#below(20)},))`,
      ...(this.#below(2) === 0 ? ['def f0(a): return [a, a + 1][a % 2]', `_thread.start_new_thread(other, (${1 + this.#below(9)},))`] : []),
    );
  }

  #topLevel(): void {
    if (this.#vipers.length > 0) {
      const call = viperCall(this.#pick(this.#vipers), this.#choices);
      this.#lines.push(`try:\n    print(show(${call}), buffer)\nexcept Exception as e:\n    print(type(e).__name__, show(e.args))`);
    }
    const { name, arity } = this.#pick(this.#functions.length > 0 ? this.#functions : [{ name: 'tick', arity: 1 }]);
    const args = Array.from({ length: arity }, () => this.#atom()).join(', ');
    this.#lines.push(
      `for i in range(${1 + this.#below(3)}):\n    try:\n        print(show(${name}(${args})))\n    except Exception as e:\n        print(type(e).__name__, show(e.args))`,
    );
    if (this.#generators.length > 0 && this.#below(2) === 0) this.#driveGenerator();
  }

  #driveGenerator(): void {
    const g = this.#pick(this.#generators);
    this.#lines.push(
      `g = ${g}(${this.#below(5)})`,
      `try:\n    print(show(next(g)), show(g.send(${this.#below(9)})), show(g.throw(${this.#pick(['ValueError', 'KeyError(1)', 'ZeroDivisionError'])})))\n    print([show(x) for x in g])\nexcept Exception as e:\n    print('g', type(e).__name__, show(e.args))\ntry:\n    g.close()\nexcept Exception as e:\n    print('c', type(e).__name__)`,
    );
  }

  #parameters(): string[] {
    return Array.from({ length: 1 + this.#below(3) }, () => this.#fresh());
  }

  #fresh(): string {
    return `n${this.#names++}`;
  }

  #defineFunction(depth: number): string {
    const name = `f${this.#names++}`;
    const parameters = this.#parameters();
    const required = parameters.length;
    const extra = depth === 0 && this.#below(4) === 0 ? `, d${this.#names++}=3` : '';
    const isNative = this.#decorate(depth);
    this.#emit(depth, `def ${name}(${parameters.join(', ')}${extra}):`);
    this.#within(isNative, depth + 1, parameters, false);
    if (depth === 0) this.#functions.push({ name, arity: required });
    return name;
  }

  #defineGenerator(depth: number): string {
    const name = `g${this.#names++}`;
    const parameter = this.#fresh();
    const isNative = this.#decorate(depth);
    this.#emit(depth, `def ${name}(${parameter}):`);
    this.#within(isNative, depth + 1, [parameter], true);
    if (depth === 0) this.#generators.push(name);
    return name;
  }

  /** Makes one function in six native; so are all functions that a native one defines. */
  #decorate(depth: number): boolean {
    const decorates = this.#below(6) === 0;
    if (decorates) this.#emit(depth, '@micropython.native');
    return decorates || this.#isNative;
  }

  /** A function's body. Names of enclosing functions can be read in it. */
  #within(isNative: boolean, depth: number, parameters: readonly string[], isGenerator: boolean): void {
    const saved = {
      scope: this.#scope,
      loop: this.#inLoop,
      generator: this.#inGenerator,
      inside: this.#inFunction,
      native: this.#isNative,
      size: this.#size,
    };
    this.#scope = [...this.#scope, ...parameters];
    this.#inLoop = 0;
    this.#inGenerator = isGenerator;
    this.#inFunction = true;
    this.#isNative = isNative;
    this.#size = 0;
    this.#emit(depth, 'tick(0)');
    if (isGenerator) this.#emit(depth, `yield ${this.#expression(1)}`);
    this.#block(depth, 2 + this.#below(4));
    this.#emit(depth, `return ${this.#expression(2)}`);
    this.#scope = saved.scope;
    this.#inLoop = saved.loop;
    this.#inGenerator = saved.generator;
    this.#inFunction = saved.inside;
    this.#isNative = saved.native;
    this.#size += saved.size;
  }

  #block(depth: number, count: number): void {
    const known = this.#scope.length;
    for (let i = 0; i < count; i++) this.#statement(depth);
    // A name that is bound in a block may be unbound after it: mostly such names are forgotten, sometimes used, which raises.
    if (this.#below(5) > 0) this.#scope.length = known;
  }

  #statement(depth: number): void {
    if (depth > 5 || this.#size > 45) {
      this.#simple(depth);
      return;
    }
    switch (this.#below(15)) {
      case 0:
        this.#emit(depth, `if ${this.#expression(2)}:`);
        this.#block(depth + 1, 1 + this.#below(2));
        if (this.#below(2) === 0) {
          this.#emit(depth, 'else:');
          this.#block(depth + 1, 1 + this.#below(2));
        }
        return;
      case 1:
      case 2:
        this.#loop(depth);
        return;
      case 3:
      case 4:
      case 5:
        this.#try(depth);
        return;
      case 6:
        this.#emit(depth, `with W(${this.#below(6)})${this.#below(2) ? ` as ${this.#bind()}` : ''}:`);
        this.#block(depth + 1, 1 + this.#below(3));
        return;
      case 7:
        if (this.#inFunction && depth < 4) {
          const name = this.#below(3) === 0 ? this.#defineGenerator(depth) : this.#defineFunction(depth);
          const target = this.#fresh();
          this.#emit(depth, name.startsWith('g') ? `${target} = list(${name}(${this.#atom()}))` : `${target} = ${name}`);
          this.#scope.push(target);
          return;
        }
        this.#simple(depth);
        return;
      default:
        this.#simple(depth);
    }
  }

  #bind(): string {
    const name = this.#fresh();
    this.#scope.push(name);
    return name;
  }

  #loop(depth: number): void {
    const name = this.#bind();
    const heads = [
      `for ${name} in range(${1 + this.#below(5)}):`,
      `for ${name} in [1, 2.5, 'a', V(3)]:`,
      `for ${name} in It(${1 + this.#below(4)}):`,
      `for ${name} in V(${this.#below(5)}):`,
      `for ${name} in range(4, ${this.#below(3)}, -1):`,
      ...(this.#generators.length > 0 ? [`for ${name} in ${this.#pick(this.#generators)}(${this.#below(4)}):`] : []),
    ];
    if (this.#below(5) === 0) {
      this.#emit(depth, `${name} = ${2 + this.#below(3)}`);
      this.#emit(depth, `while ${name} > 0:`);
      this.#emit(depth + 1, `${name} -= 1`);
    } else this.#emit(depth, this.#pick(heads));
    this.#inLoop++;
    this.#emit(depth + 1, 'tick(1)');
    this.#block(depth + 1, 1 + this.#below(3));
    this.#inLoop--;
    if (this.#below(4) === 0) {
      this.#emit(depth, 'else:');
      this.#block(depth + 1, 1);
    }
  }

  #try(depth: number): void {
    this.#emit(depth, 'try:');
    this.#block(depth + 1, 1 + this.#below(3));
    const handlers = this.#below(3);
    if (handlers > 0) {
      this.#emit(
        depth,
        `except ${this.#pick(['ValueError', '(TypeError, KeyError)', 'ZeroDivisionError', 'Exception'])}${this.#below(2) ? ' as e' : ''}:`,
      );
      this.#block(depth + 1, 1 + this.#below(2));
      if (this.#below(3) === 0 && !this.#isNative) this.#emit(depth + 1, 'raise');
    }
    if (handlers === 0 || this.#below(2) === 0) {
      this.#emit(depth, 'finally:');
      this.#emit(depth + 1, `log.append(${this.#below(100)})`);
      this.#block(depth + 1, 1 + this.#below(2));
    }
  }

  #simple(depth: number): void {
    switch (this.#below(this.#inGenerator ? 19 : 16)) {
      case 0:
      case 1:
      case 2: {
        const value = this.#expression(2);
        this.#emit(depth, `${this.#bind()} = ${value}`);
        return;
      }
      case 3:
        this.#emit(depth, `log.append(show(${this.#expression(2)}))`);
        return;
      case 4:
        this.#emit(depth, this.#inLoop > 0 ? this.#pick(['break', 'continue', 'tick(2)']) : 'tick(3)');
        return;
      case 5:
        this.#emit(
          depth,
          this.#below(2) ? `raise ${this.#pick(['ValueError(1)', 'KeyError', 'TypeError("x")'])}` : `1 // (${this.#atom()} or 0)`,
        );
        return;
      case 6:
        this.#emit(depth, this.#inFunction ? `return ${this.#expression(1)}` : 'tick(4)');
        return;
      case 7:
        this.#emit(depth, `${this.#bind()}, ${this.#bind()} = ${this.#pick(['(1, 2)', '[3, 4]', 'V(1), 5', 'range(2)', '"ab"'])}`);
        return;
      case 8: {
        const name = this.#scope.length > 0 && this.#below(2) ? this.#pick(this.#scope) : this.#bind();
        this.#emit(depth, `${name} = ${this.#expression(1)}`);
        this.#emit(depth, `${name} ${this.#pick(['+=', '-=', '*=', '//=', '%='])} ${this.#atom()}`);
        return;
      }
      case 9:
        this.#emit(depth, `${this.#bind()} = {${this.#below(4)}: ${this.#atom()}, 'k': ${this.#below(9)}}['k']`);
        return;
      case 10:
        this.#emit(
          depth,
          this.#pick(['gc.collect()', 'time.sleep_ms(1)', 'pyb.udelay(300)', 'x = [0] * 200', 'x = bytearray(5000)', 'x = "ab" * 500']),
        );
        return;
      case 11: {
        const name = this.#fresh();
        this.#emit(depth, `${name} = W(${this.#below(9)})`);
        this.#emit(depth, `${name}.q = ${this.#atom()}`);
        this.#emit(depth, `${name}.n += 1`);
        this.#emit(depth, `log.append(show([${name}.q, ${name}.n, ${name}.twice, ${name}.m]))`);
        return;
      }
      case 12:
      case 13:
        this.#emit(depth, `${this.#bind()} = ${this.#call()}`);
        return;
      case 14:
        this.#floats(depth);
        return;
      case 15: {
        const name = this.#bind();
        this.#emit(depth, `${name} = ${this.#pick(['V', 'W'])}(${this.#below(5)})`);
        this.#emit(depth, `for j in range(${1 + this.#below(3)}): ${name} = ${name}.up(${this.#pick(['', 'j', '2', this.#atom()])})`);
        this.#emit(depth, `log.append(${name}.size())`);
        return;
      }
      case 16:
        this.#emit(depth, `yield ${this.#expression(1)}`);
        return;
      case 17: {
        const value = this.#expression(1);
        this.#emit(depth, `${this.#bind()} = yield ${value}`);
        return;
      }
      default:
        this.#emit(
          depth,
          `${this.#bind()} = yield from ${this.#generators.length > 0 ? `${this.#pick(this.#generators)}(${this.#below(3)})` : 'It(2)'}`,
        );
    }
  }

  /** Arithmetic that stays with floats. Some operands are ints or anything else, and some results are looked at. */
  #floats(depth: number): void {
    const [name, other] = [this.#bind(), this.#bind()];
    const operator = (): string => this.#pick(['+', '-', '*', '/']);
    const operand = (): string => this.#pick([name, other, `(${name} := ${name} + 1)`, 'j', '1.1', '0.3', '3', this.#atom()]);
    this.#emit(depth, `${name} = ${this.#pick(['0.1', '2.5', '1e30', '7'])}; ${other} = ${operand()}`);
    this.#emit(depth, `for j in range(${2 + this.#below(40)}):`);
    this.#emit(depth + 1, `${other} = ${name} ${operator()} (${operand()} ${operator()} ${operand()})`);
    this.#emit(depth + 1, `${name} = (${name} ${operator()} 1.1) ${operator()} 0.3${this.#below(3) ? '' : ' ** 2'}`);
    this.#emit(depth + 1, this.#pick(['tick(5)', `if ${name} > ${operand()}: ${name} = ${other}`, `log.append(${name} * 3 == ${other})`]));
    this.#emit(depth, `log.append(show([${name}, ${name} * 3 - ${name} - ${name} == ${name}, ${other}]))`);
  }

  #call(): string {
    const callable = this.#functions.length > 0 && this.#below(3) > 0 ? this.#pick(this.#functions) : null;
    if (callable !== null) {
      const args = Array.from({ length: callable.arity }, () => this.#atom());
      return this.#below(4) === 0 ? `${callable.name}(*[${args.join(', ')}])` : `${callable.name}(${args.join(', ')})`;
    }
    return this.#pick([
      `sorted([3, 1, ${this.#below(9)}, 2], key=lambda v: tick(-v))`,
      `sorted([V(3), V(1), W(${this.#below(5)})])`,
      `V(${this.#below(9)})(1, 2, k=3)`,
      `max(V(2), V(${this.#below(5)}))`,
      `list(map(lambda a: a + ${this.#atom()}, [1, 2, 3]))`,
      this.#consumption(),
      `'%s-%d' % (${this.#below(9)}, ${this.#below(9)})`,
      `len(V(${this.#below(9)}))`,
      `X(${this.#below(9)}).n`,
      `W(${this.#below(9)}).up(${this.#atom()}).size()`,
      'depth()',
      `min([${this.#atom()}, ${this.#atom()}], default=2)`,
    ]);
  }

  /** A call of a native that resumes a generator. */
  #consumption(): string {
    const i = this.#below(6);
    const items = ['x * 2', 'x * 0.5', 'tick(x)', 'V(x)'][i % 4];
    return `${['sum', 'tuple', 'list', 'set', 'any', 'max'][i]}(${items} for x in range(${i}, 11))`;
  }

  #atom(): string {
    if (this.#scope.length > 0 && this.#below(2) === 0) return this.#pick(this.#scope);
    return this.#pick([
      '0',
      '1',
      '2',
      '-3',
      '7',
      '1.5',
      '-0.25',
      '1000000',
      '0x3fffffff',
      '12345678901234',
      "'s'",
      'None',
      'True',
      'V(2)',
      '[1, 2]',
      '(1,)',
      'budget',
    ]);
  }

  #expression(depth: number): string {
    if (depth === 0) return this.#atom();
    const x = (): string => this.#expression(depth - 1);
    switch (this.#below(14)) {
      case 0:
      case 1:
      case 2:
        return `(${x()} ${this.#pick(['+', '-', '*', '//', '%', '/', '&', '|', '^'])} ${x()})`;
      case 3:
      case 4:
        return `(${x()} ${this.#pick(['<', '>', '<=', '>=', '==', '!='])} ${x()})`;
      case 5:
        return `(${x()} ${this.#pick(['and', 'or'])} ${x()})`;
      case 6:
        return `(${x()} if ${x()} else ${x()})`;
      case 7:
        return `(not ${x()})`;
      case 8:
        return `[${this.#pick(['j', 'j * 2', '(j, tick(j))', 'V(j)'])} for j in range(${this.#below(5)})${this.#below(2) ? ' if j % 2' : ''}]`;
      case 9:
        return `(lambda a, b=2: a${this.#pick(['', ' + b', ' * 2'])})(${x()})`;
      case 10:
        return `[${x()}, ${x()}, 3][${this.#pick(['0', '-1', '1', '1:', this.#atom()])}]`;
      case 11:
        return this.#call();
      case 12:
        if (this.#scope.length > 0) {
          const name = this.#pick(this.#scope);
          return `(${name} ${this.#pick(['+', '*', '==', 'and'])} (${name} := ${x()}))`;
        }
        return this.#atom();
      default:
        return `(${this.#atom()} << ${this.#below(34)} >> ${this.#below(5)})`;
    }
  }
}

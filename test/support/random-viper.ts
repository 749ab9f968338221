/** Random functions of viper: words that wrap, pointers into a buffer, flow, and objects in between. */

/** The source of the choices: functions that need no `this`. */
export interface Choices {
  readonly below: (n: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
}

/** What the calls pass to pointers: as many bytes as the largest elements under `INDEX` take. */
export const BUFFER = 'buffer = bytearray(range(32))';
const INDEX = '& 7';

/** The lines of a function of four arguments: an int, a uint, a buffer, any object. It also uses `log`, `tick` and `show`. */
export function viperFunction(name: string, choices: Choices): string[] {
  return new ViperWriter(choices).function(name);
}

/** A call of such a function, which raises for some objects. `isTame`: every pointer leads into the buffer. */
export function viperCall(name: string, { below, pick }: Choices, isTame = false): string {
  const word = (): string => pick(['0', '1', '-1', '5', '-7', '0x7fffffff', '0x80000000', '-0x80000000', '0xffffffff', '1 << 40', 'True']);
  const object = pick(['3', '-3', '2.5', "'s'", 'None', '[1, 2]', 'V(2)', '1 << 33']);
  return `${name}(${word()}, ${word()}, ${below(12) === 0 && !isTame ? '5' : 'buffer'}, ${object})`;
}

class ViperWriter {
  readonly #lines: string[] = [];
  readonly #words = ['a', 'b', 'c', 'u'];
  #loops = 0;

  constructor(private readonly choices: Choices) {}

  function(name: string): string[] {
    const { pick, below } = this.choices;
    const [pointer, answer] = [pick(['ptr8', 'ptr16', 'ptr32']), pick(['int', 'uint', 'bool', 'object'])];
    const annotation = answer === 'object' && below(2) === 0 ? '' : ` -> ${answer}`;
    this.#emit(0, '@micropython.viper');
    this.#emit(0, `def ${name}(a: int, b: uint, p: ${pointer}, o)${annotation}:`);
    this.#emit(1, `c = int(${pick(['a', 'b', '0x12345678', '-1'])})`);
    this.#emit(1, `u = uint(${pick(['a', 'b', '0x9abcdef0', '1'])})`);
    this.#block(1, 3 + below(6));
    const returned = {
      int: `int(${this.#word(2)})`,
      uint: `uint(${this.#word(2)})`,
      bool: this.#condition(1),
      object: `[c, u, ${this.#word(1)}]`,
    };
    this.#emit(1, `return ${returned[answer as keyof typeof returned]}`);
    return this.#lines;
  }

  #emit(depth: number, text: string): void {
    this.#lines.push('    '.repeat(depth) + text);
  }

  #block(depth: number, count: number): void {
    for (let i = 0; i < count; i++) this.#statement(depth);
  }

  #statement(depth: number): void {
    const { pick, below } = this.choices;
    switch (below(depth > 3 ? 8 : 13)) {
      case 0:
      case 1:
        this.#emit(depth, `c = int(${this.#word(2)})`);
        return;
      case 2:
        this.#emit(depth, `u = uint(${this.#word(2)})`);
        return;
      case 3:
        this.#emit(depth, `p[${this.#word(1)} ${INDEX}] = ${this.#word(1)}`);
        return;
      case 4:
        if (below(4) === 0) this.#emit(depth, `c ${pick(['<<=', '>>='])} ${this.#leaf()}`);
        else this.#emit(depth, `${pick(['c', 'a'])} ${pick(['+=', '-=', '*=', '^=', '&=', '|='])} ${this.#leaf()}`);
        return;
      case 5:
        this.#emit(depth, pick(['log.append(c)', 'log.append(u)', 'tick(0)', 'o = show(o)', 'tick(c)', 'c = int(len(log))']));
        return;
      case 6:
        this.#emit(depth, `c = int(tick(${this.#word(1)}))`);
        return;
      case 7:
        this.#emit(depth, pick(['c = int(o)', 'u = uint(o)', 'o = [o, c]', 'o = object(u)', 'o = o + object(1)']));
        return;
      case 8:
      case 9:
        this.#emit(depth, `if ${this.#condition(2)}:`);
        this.#block(depth + 1, 1 + below(2));
        if (below(2) === 0) {
          this.#emit(depth, 'else:');
          this.#block(depth + 1, 1 + below(2));
        }
        return;
      case 10: {
        const index = `i${this.#loops++}`;
        this.#emit(depth, `for ${index} in range(${pick(['4', `c ${INDEX}`, '3, -2, -1', '2, 9, 3'])}):`);
        this.#words.push(index);
        this.#block(depth + 1, 1 + below(3));
        this.#words.pop();
        return;
      }
      case 11: {
        const left = `k${this.#loops++}`;
        this.#emit(depth, `${left} = ${2 + below(5)}`);
        this.#emit(depth, `while ${left}${below(2) ? ' > 0' : ''}:`);
        this.#emit(depth + 1, `${left} -= 1`);
        this.#emit(depth + 1, `if ${this.#condition(1)}: ${pick(['break', 'continue', 'tick(1)'])}`);
        this.#block(depth + 1, 1 + below(2));
        return;
      }
      default:
        this.#emit(depth, 'try:');
        this.#block(depth + 1, 1 + below(2));
        this.#emit(depth, pick(['except TypeError:', 'except Exception:', 'finally:']));
        this.#emit(depth + 1, 'log.append(-1)');
    }
  }

  #leaf(): string {
    const { pick } = this.choices;
    return pick([...this.#words, ...this.#words, '0', '1', '3', '-5', '31', '0xff', 'int(0x12345)', 'int(0x7fffffff)', 'uint(0x80000000)']);
  }

  #word(depth: number): string {
    const { pick, below } = this.choices;
    if (depth === 0) return this.#leaf();
    const x = (): string => this.#word(depth - 1);
    switch (below(9)) {
      case 0:
        return `p[${x()} ${INDEX}]`;
      case 1:
        return `${pick(['int', 'uint'])}(${x()})`;
      case 2:
        return `(${pick(['-', '~', '+'])}${x()})`;
      case 3:
        return `(int(${x()}) ${pick(['//', '%'])} int(${x()} | 1))`;
      case 4:
        return `(${pick(['int', 'uint'])}(${x()}) ${pick(['<<', '>>'])} ${pick(['1', '7', '31', '32', x()])})`;
      default:
        return `(${x()} ${pick(['+', '-', '*', '&', '|', '^'])} ${x()})`;
    }
  }

  #condition(depth: number): string {
    const { pick, below } = this.choices;
    if (depth > 1 && below(4) === 0) return `${this.#condition(1)} ${pick(['and', 'or'])} ${this.#condition(1)}`;
    const type = pick(['int', 'uint']);
    return `${type}(${this.#word(1)}) ${pick(['<', '>', '<=', '>=', '==', '!='])} ${type}(${this.#word(1)})`;
  }
}

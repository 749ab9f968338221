/** What a debugger knows about code that has run: the lines of its instructions, its file, and the statements there. */
import type { Code } from '../bytecode/code.js';
import { opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { isFrozen, isWritten } from './source-lines.js';
import { Statements, withInner } from './statements.js';

/** What is known about a file. */
export interface SeenFile {
  /** As the board finds it: `/flash/lib/sensor.py`. */
  readonly path: string;
  /** Lines that begin a statement, ascending. */
  readonly lines: readonly number[];
  /** Null if the source is not known. */
  readonly statements: Statements | null;
}

/** What is known about one Code. */
export interface Sight {
  readonly path: string;
  /** By the pc of a COUNT: the line on which its statement begins, or 0 if it is not in the source. */
  readonly lines: Int32Array;
  /** Whether it is a part of the line that runs it: a comprehension. */
  readonly isPart: boolean;
}

/** Whether the source of a Code is known. */
const isKnown = ({ spans }: Code): boolean => spans.length > 0;

/** The sights of one machine. */
export class Sights {
  readonly #sights = new WeakMap<Code, Sight>();
  /** The statements of its file, for each Code. */
  readonly #statements = new WeakMap<Code, Statements>();

  /** `absolute` makes a path of a Code's file name. `seen` is called for each file whose code runs for the first time, or anew. */
  constructor(
    private readonly absolute: (filename: string) => string,
    private readonly seen: (file: SeenFile) => void,
  ) {}

  of(code: Code): Sight {
    let sight = this.#sights.get(code);
    if (sight === undefined) {
      sight = { path: this.absolute(code.filename), lines: this.#linesOf(code), isPart: code.kind === 'comprehension' };
      this.#sights.set(code, sight);
      // Code that is frozen in the firmware has no file.
      if (code.kind === 'module' && !isFrozen(code)) this.seen(this.file(code, sight.path));
    }
    return sight;
  }

  /** Returns what is known about a file whose body is `code`. */
  file(code: Code, path: string): SeenFile {
    const lines = new Set(withInner(code).flatMap((each) => [...this.#linesOf(each)]));
    lines.delete(0);
    return { path, lines: [...lines].sort((a, b) => a - b), statements: isKnown(code) ? this.#statementsOf(code) : null };
  }

  #linesOf(code: Code): Int32Array {
    if (!isKnown(code)) return code.lines;
    const statements = this.#statementsOf(code);
    return code.lines.map((_, pc) => {
      const isSeen = code.text !== '' && isWritten(code, pc) && opAt(code.words, pc) === Op.COUNT;
      if (!isSeen) return 0;
      const offset = code.spans[pc * 2] as number;
      // A lambda may be called at any time, so the statement around it does not matter.
      return code.kind === 'lambda' ? statements.source.offsetToLine(offset) : statements.lineOf(offset);
    });
  }

  /** The body of a module runs before the rest of its code, and contains it. Only code that an evaluation has made may come without its body. */
  #statementsOf(code: Code): Statements {
    const known = this.#statements.get(code);
    if (known !== undefined) return known;
    const statements = new Statements(code);
    for (const each of withInner(code)) this.#statements.set(each, statements);
    return statements;
  }
}

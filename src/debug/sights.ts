/** What a debugger knows of code that has run: the lines of its instructions, its file, and the breakpoints that lie there. */
import type { Code } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { isFrozen, isWritten } from './source-lines.js';
import { Statements, withInner } from './statements.js';

/** Of a file. */
export interface SeenFile {
  /** As the board finds it: `/flash/lib/sensor.py`. */
  readonly path: string;
  /** Lines that begin a statement, ascending. */
  readonly lines: readonly number[];
  /** Null: the source is not known. */
  readonly statements: Statements | null;
}

/** Of one Code. */
export interface Sight {
  readonly path: string;
  /** By the pc of the COUNT with which something comes: the line on which its statement begins. 0: nobody has written it. */
  readonly lines: Int32Array;
  /** It is a part of the line that runs it: a comprehension. */
  readonly isPart: boolean;
}

/** Whether the source of a Code is known. */
const isKnown = ({ spans }: Code): boolean => spans.length > 0;

/** Those of one machine. */
export class Sights {
  readonly #sights = new WeakMap<Code, Sight>();
  /** Of each Code those of its file. */
  readonly #statements = new WeakMap<Code, Statements>();

  /** `absolute`: from a Code's file name to a path. `seen`: told of each file whose code runs for the first time, or anew. */
  constructor(
    private readonly absolute: (filename: string) => string,
    private readonly seen: (file: SeenFile) => void,
  ) {}

  of(code: Code): Sight {
    let sight = this.#sights.get(code);
    if (sight === undefined) {
      sight = { path: this.absolute(code.filename), lines: this.#linesOf(code), isPart: code.kind === 'comprehension' };
      this.#sights.set(code, sight);
      // What the firmware has frozen is nobody's file.
      if (code.kind === 'module' && !isFrozen(code)) this.seen(this.file(code, sight.path));
    }
    return sight;
  }

  /** What there is to know of a file whose body is `code`. */
  file(code: Code, path: string): SeenFile {
    const lines = new Set(withInner(code).flatMap((each) => [...this.#linesOf(each)]));
    lines.delete(0);
    return { path, lines: [...lines].sort((a, b) => a - b), statements: isKnown(code) ? this.#statementsOf(code) : null };
  }

  #linesOf(code: Code): Int32Array {
    if (!isKnown(code)) return code.lines;
    const statements = this.#statementsOf(code);
    return code.lines.map((_, pc) => {
      const isSeen = code.text !== '' && isWritten(code, pc) && ((code.words[pc * 2] as number) & 255) === Op.COUNT;
      if (!isSeen) return 0;
      const offset = code.spans[pc * 2] as number;
      // A lambda may be called at any time, whatever it was written in.
      return code.kind === 'lambda' ? statements.source.offsetToLine(offset) : statements.lineOf(offset);
    });
  }

  /** The body of a module is the first of its code to run, and has all the rest inside. What an evaluation has made may be met without that. */
  #statementsOf(code: Code): Statements {
    const known = this.#statements.get(code);
    if (known !== undefined) return known;
    const statements = new Statements(code);
    for (const each of withInner(code)) this.#statements.set(each, statements);
    return statements;
  }
}

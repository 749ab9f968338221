/** Compiles source text to Code; problems become Python exceptions. */
import type { BoardDescription } from '../board/boards.js';
import type { Code } from '../bytecode/code.js';
import { compile } from '../compiler/compile.js';
import type { TextStore } from '../host.js';
import { allocate, occupy } from '../objects/charge.js';
import { exceptionTypes, PyException } from '../objects/exception.js';
import { features } from '../objects/features.js';
import type { NamePool } from '../objects/name-pool.js';
import { quote } from '../objects/str.js';
import { Problem } from '../source/problem.js';
import { parse } from '../syntax/parse.js';
import type { CompileMode } from '../vm/runtime.js';
import { boardConstants } from './board-constants.js';
import { kept } from './kept-code.js';
import { compiledBytes } from './memory/live-bytes.js';

/** How source is compiled. */
interface SourceOptions {
  readonly filename: string;
  readonly optimize: 0 | 1 | 2 | 3;
  /** The board on which it is compiled. */
  readonly description: BoardDescription;
  /** Whether the Code counts executed opcodes. */
  readonly count: boolean;
  /** Collects the names in the source, and the name of the file. */
  readonly names: NamePool;
  /** Where the host keeps the result for the next run. */
  readonly store: TextStore | null;
}

/** Returns what a firmware that reports errors in detail adds: the digits that it could not read (`py/parsenum.c`). */
function detailOf({ text, span }: Problem, source: string): string {
  if (!features.detailedErrors || !text.startsWith('invalid syntax for integer')) return '';
  const token = /^\w*/.exec(source.slice(span.start)) as RegExpExecArray;
  return `: ${quote(token[0].replace(/^0[xob]/i, ''), true)}`;
}

/** Compiles source. Raises the Python exception for a problem in it, with file and line as its traceback. */
export function compileSource(text: string, mode: CompileMode, options: SourceOptions): Code {
  try {
    const { filename, optimize, description, count } = options;
    options.names.note([filename]);
    const { floats, mcu } = description;
    const compiled = kept(options.store, JSON.stringify([filename, mode, optimize, floats, mcu, count, features.templates, text]), () => {
      const module = parse(text, mode, features.templates);
      // The names are known even if the compiler refuses the code that uses them.
      options.names.note(module.names);
      return {
        code: compile(module, { filename, optimize, floats, count, moduleConstants: boardConstants(description) }),
        names: [...module.names],
      };
    });
    options.names.note(compiled.names);
    occupy(compiledBytes(compiled.code));
    return compiled.code;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    const type = exceptionTypes.get(problem.kind);
    if (type === undefined) throw problem;
    allocate(32);
    const exception = new PyException(type, [problem.text + detailOf(problem, text)]);
    if (problem.line !== null) exception.traceback?.push({ file: options.filename, line: problem.line, block: problem.block ?? '' });
    throw exception;
  }
}

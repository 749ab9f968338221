/** Expressions and statements with the names of a frame. All of it runs aside (`evaluation.ts`). */
import type { Code } from '../bytecode/code.js';
import { engine } from '../objects/engine.js';
import { exceptionTypes } from '../objects/exception.js';
import { isRaised } from '../objects/exception-type.js';
import { knownNames, type NamePool } from '../objects/name-pool.js';
import { None } from '../objects/none.js';
import { call } from '../objects/protocol/call.js';
import { Table } from '../objects/table.js';
import type { PyType } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { makeNamespaceFrame } from '../vm/call.js';
import type { Frame } from '../vm/frame.js';
import { LinkedCode } from '../vm/link.js';
import type { CompileMode, Runtime } from '../vm/runtime.js';
import { localsOf, type Variable } from './variables.js';

/** What evaluations need from the machine. */
export interface ExpressionPort {
  /** Compiles a source; its names are noted in `names`. Raises the Python exception for a problem in the source. */
  compile(source: string, mode: CompileMode, names: NamePool): Code;
  readonly runtime: Runtime;
  /** The names of the main program. */
  readonly globals: Table;
}

export class Expressions {
  /** Names that statements have bound at a function's frame and for which the function has no variable. */
  readonly #bound = new WeakMap<Frame, Map<string, Value>>();

  constructor(private readonly port: ExpressionPort) {}

  /** The value of an expression at a frame; if that is null, with the names of the main program. */
  value(text: string, frame: Frame | null): Value {
    const code = this.#compile(text.trim(), 'eval');
    if (frame === null || frame.locals !== null) return this.#run(code, frame, this.#namesOf(frame));
    // The expression is compiled as a function of the names that it can see, so that code inside it, such as a comprehension, sees them, too.
    const seen = this.#seenIn(frame);
    const makes = this.#compile(`lambda ${[...seen.keys()].join(', ')}: (${text.trim()}\n)`, 'eval');
    return call(this.#run(makes, frame, frame.linked.globals), [...seen.values()]);
  }

  /** Runs what was typed: an expression gives its value, statements None. */
  run(text: string, frame: Frame | null): Value {
    if (this.#isExpression(text)) return this.value(text, frame);
    this.#runStatements(this.#compile(`${text}\n`, 'file'), frame);
    return None;
  }

  #isExpression(text: string): boolean {
    try {
      this.#compile(text.trim(), 'eval');
      return true;
    } catch (x) {
      if (isRaised(x) && x.type.isSubtypeOf(exceptionTypes.get('SyntaxError') as PyType)) return false;
      throw x;
    }
  }

  #runStatements(code: Code, frame: Frame | null): void {
    if (frame === null || frame.locals !== null) this.#run(code, frame, this.#namesOf(frame));
    else {
      const table = new Table();
      for (const [name, value] of this.#seenIn(frame)) table.setName(name, value);
      try {
        this.#run(code, frame, table);
      } finally {
        this.#takeBack(table, frame);
      }
    }
  }

  /** Stores the names that statements have bound in the function's variables. Those without a variable are kept separately. */
  #takeBack(table: Table, frame: Frame): void {
    const places = new Map<string, Variable>(localsOf(frame).map((variable) => [variable.name, variable]));
    const others = new Map<string, Value>();
    for (const { key, value } of table.ordered()) {
      const name = key as string;
      const place = places.get(name);
      if (place === undefined) others.set(name, value as Value);
      else if (place.value !== value) place.set?.(value as Value);
    }
    this.#bound.set(frame, others);
  }

  #seenIn(frame: Frame): Map<string, Value> {
    const seen = new Map(this.#bound.get(frame));
    for (const { name, value } of localsOf(frame)) seen.set(name, value);
    return seen;
  }

  #namesOf(frame: Frame | null): Table {
    return frame?.locals ?? this.port.globals;
  }

  #compile(text: string, mode: CompileMode): Code {
    return this.port.compile(text, mode, knownNames);
  }

  #run(code: Code, frame: Frame | null, locals: Table): Value {
    const runtime = frame?.linked.runtime ?? this.port.runtime;
    const globals = frame?.linked.globals ?? this.port.globals;
    return engine.finish(makeNamespaceFrame(new LinkedCode(code, globals, runtime), locals));
  }
}

/** An error in source text, with MicroPython's message. The virtual machine turns it into a Python exception. */
import type { Span } from './span.js';

/** The kind of exception that a problem becomes. `NotImplementedError`: MicroPython refuses the feature at compile time. */
export type ProblemKind =
  | 'SyntaxError'
  | 'IndentationError'
  | 'NotImplementedError'
  | 'RuntimeError'
  | 'MemoryError'
  | 'ValueError'
  | 'TypeError'
  | 'OverflowError'
  | 'UnicodeError'
  | 'ViperTypeError';

/** Thrown by the parser and the compiler. Not a JavaScript Error: it captures no host stack. */
export class Problem {
  constructor(
    readonly kind: ProblemKind,
    /** MicroPython's exact text. */
    readonly text: string,
    /** The place, for people; the exception itself has only the line. */
    readonly span: Span,
    /** The line that MicroPython reports, from 1; null if it reports none. */
    readonly line: number | null,
    /** Name of the enclosing function or class, or `<module>`: MicroPython's compiler puts it in the traceback; null for parse errors. */
    readonly block: string | null = null,
  ) {}
}

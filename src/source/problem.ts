/** A complaint about source text, in MicroPython's words. The virtual machine turns it into a Python exception. */
import type { Span } from './span.js';

/** The kind of exception that a problem becomes. `not-implemented`: MicroPython refuses the feature at compile time. */
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
    /** MicroPython's text, to the letter. */
    readonly text: string,
    /** Where, for people; the exception itself carries the line only. */
    readonly span: Span,
    /** Line as MicroPython reports it, from 1; null where it reports none. */
    readonly line: number | null,
    /** Name of the enclosing function or class, or `<module>`: MicroPython's compiler puts it in the traceback; null for parse errors. */
    readonly block: string | null = null,
  ) {}
}

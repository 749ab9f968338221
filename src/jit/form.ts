/** What differs between the forms of compiled code: `function-form.ts`, `region-form.ts` and `machine-form.ts`. */

/** How a form of the code jumps, begins and ends; the instructions are the same in all. */
export interface Form {
  /** Statements that go forward to an instruction. */
  goto(target: number): string;
  /** Statements that go back to the head of a loop. */
  loopBack(head: number): string;
  /** Statements that return a value from the function. Absent: the instruction is left to the interpreter. */
  leave?(value: string, charge: number): string;
  /** Statements that leave the function with an exception, at `pc`, without `throw`, which takes about a microsecond. Absent: `throw`. */
  raise?(exception: string): string;
  /** Statements that hand the frame to the interpreter, before the instruction that is being written. Absent: that is impossible. */
  exit?(): string;
  /** The variable of what may take the values that a generator yields, or null (`Machine`). Absent: nothing does. */
  readonly taker?: string;
  /** Whether a handler of this Code can be jumped to. */
  reaches(handler: number): boolean;
  /** The expression of the frame in which names are looked up; null if there is none. */
  readonly frame: string | null;
}

/** Code: one compiled function body, class body, module or comprehension. Immutable, free of any board's numbers, shared between machines. */

/** A constant as the compiler writes it. The machine that links the Code turns it into a Python value and rounds floats to its own precision. */
export type Constant =
  | { readonly type: 'none' }
  | { readonly type: 'ellipsis' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'imaginary'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'tuple'; readonly items: readonly Constant[] };

/** A function's parameters. They occupy the slots from 0 on: positional, keyword-only, then `*args`, then `**kwargs`. */
export interface Signature {
  /** Number of positional parameters. */
  readonly positional: number;
  /** The number of positional parameters with a default; these are the last ones. */
  readonly defaults: number;
  readonly keywordOnly: number;
  readonly star: boolean;
  readonly doubleStar: boolean;
  /** Names of the positional and keyword-only parameters, in slot order. */
  readonly names: readonly string[];
}

/** Returns the number of parameters, which are the first slots. */
export const parametersOf = ({ positional, keywordOnly, star, doubleStar }: Signature): number =>
  positional + keywordOnly + (star ? 1 : 0) + (doubleStar ? 1 : 0);

/** The kind of source that a Code was compiled from. It decides how a call runs. */
export type CodeKind = 'module' | 'class' | 'function' | 'generator' | 'lambda' | 'comprehension';

/**
 * What MicroPython compiles a scope to: bytecode, or machine code if a decorator says so. It decides prices and a few visible differences
 * (`compiler/machine-code.ts`).
 */
export type EmitterKind = 'bytecode' | 'native' | 'viper' | 'assembler';

/**
 * One place where the exception that is being handled may lie, for a bare `raise`. `except`: the stack slot at this depth holds it.
 * `finally`: that slot holds it if the slot above contains −1.
 */
export interface ActiveException {
  readonly kind: 'except' | 'finally';
  readonly depth: number;
}

/** Machine code from the inline assembler, for the board's processor. */
export interface MachineCode {
  readonly bytes: Uint8Array;
  /** The number of arguments it takes. */
  readonly parameters: number;
  /** The type that its result, a word, stands for. */
  readonly result: 'object' | 'bool' | 'int' | 'uint';
}

/**
 * Counting mode: the COUNTs that tell where in the source the program is. They stand for no MicroPython opcode, so their ledger is empty.
 * Unreachable code has no entries.
 */
export interface Marks {
  /** Line of the function's `def`; for other code the first line of its scope. */
  readonly line: number;
  /**
   * Rows of two: the line on which a statement begins, and the pc of the COUNT that is executed when it begins. The span of that COUNT is
   * the statement's span or, for a statement with a block, the span of its head (the part before the block).
   */
  readonly statements: Int32Array;
  /**
   * Rows of four: the line of a condition, or of a loop over items; the pc of the COUNT that is executed if the condition holds or there is
   * an item; the pc of the COUNT that is executed otherwise; and the pc of a COUNT after which that other one is executed as well, or −1.
   */
  readonly forks: Int32Array;
}

export interface Code {
  /** The name that MicroPython gives to the block: `<module>`, a function's or class's name, `<lambda>`, `<listcomp>`, `<genexpr>` … */
  readonly name: string;
  readonly filename: string;
  readonly kind: CodeKind;
  /** True for `async def` and for functions that contain `yield`: a call makes a generator. */
  readonly isGenerator: boolean;
  readonly emitter: EmitterKind;
  /** The instructions, two words each; see `Op`. */
  readonly words: Int32Array;
  readonly constants: readonly Constant[];
  readonly names: readonly string[];
  /** Functions, classes and comprehensions made by this code. */
  readonly children: readonly Code[];
  readonly signature: Signature;
  /** Number of local slots, parameters included. The value stack lies above them. */
  readonly slots: number;
  /** Names of the slots, for listings and debuggers. */
  readonly slotNames: readonly string[];
  /** Maximum depth of the value stack. */
  readonly stackSize: number;
  /** The cells captured from the enclosing frame, as indices of its cells. They are this frame's first cells; its own follow. */
  readonly captured: readonly number[];
  /** This frame's own cells: for each, the parameter slot whose argument the cell takes over at entry, or −1. */
  readonly cells: readonly number[];
  /** Names of all cells, captured first. */
  readonly cellNames: readonly string[];
  /**
   * Rows of four: from, to, target, depth; inner rows before outer ones. If the instruction at pc − 1 in [from, to) faults, the stack is
   * cut to depth, the exception is pushed, and execution continues at target.
   */
  readonly handlers: Int32Array;
  /** Tables of END_FINALLY: its targets. */
  readonly finallies: readonly (readonly number[])[];
  /** Tables of RAISE_LAST: where the exception may lie, innermost first. */
  readonly active: readonly (readonly ActiveException[])[];
  /** Source line of each instruction, counted from 1, as MicroPython's line table would give it. */
  readonly lines: Int32Array;
  /** Line of the first opcode that MicroPython executes. An exception thrown into a generator that has not begun is raised on this line. */
  readonly firstLine: number;
  /** Source offsets of each instruction: start, end. Empty if positions were stripped. */
  readonly spans: Int32Array;
  /** The source text that the spans refer to; empty if positions were stripped. */
  readonly text: string;
  /** Cycles that a call of this code charges in addition to the cost of its arguments; see prices.ts. */
  readonly entryCharge: number;
  /** MicroPython's `n_state`: size of the locals and the stack in the real firmware's frame, in words. Decides the frame's price and place. */
  readonly frameWords: number;
  /** MicroPython's `n_exc_stack`: the number of exception blocks that are open at once. Each enlarges the firmware's frame. */
  readonly exceptDepth: number;
  /** For a function marked `@micropython.asm_thumb`: the machine code that runs in place of the words, which do nothing. */
  readonly machine?: MachineCode;
  /** Counting mode: the MicroPython opcodes that each COUNT stands for. */
  readonly ledger: readonly string[];
  /** Absent outside counting mode, and if the source is not available. */
  readonly marks?: Marks;
  /** True for the firmware's own modules: the code lies in flash and takes no heap. */
  readonly isFrozen?: true;
}

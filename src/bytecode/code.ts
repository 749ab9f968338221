/** Code: one compiled function body, class body, module or comprehension. Immutable, free of any board's numbers, shared between machines. */

/** A constant as the compiler leaves it. The machine that links the Code makes Python values of it (floats are rounded to its precision there). */
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

/** How a function takes its arguments. Slots of parameters are 0 …: positional, keyword-only, then `*args`, then `**kwargs`. */
export interface Signature {
  /** Number of positional parameters. */
  readonly positional: number;
  /** How many of them, the last ones, have a default. */
  readonly defaults: number;
  readonly keywordOnly: number;
  readonly star: boolean;
  readonly doubleStar: boolean;
  /** Names of the positional and keyword-only parameters, in slot order. */
  readonly names: readonly string[];
}

/** What a Code is; decides how a call of it runs. */
export type CodeKind = 'module' | 'class' | 'function' | 'generator' | 'lambda' | 'comprehension';

/** What MicroPython makes of a scope: bytecode, or machine code where a decorator says so. It decides prices, and a few things that can be seen (`compiler/machine-code.ts`). */
export type EmitterKind = 'bytecode' | 'native' | 'viper' | 'assembler';

/** Where the exception being handled may lie, for a bare `raise`: innermost first. `except`: the slot at this stack depth holds it. `finally`: it holds it if the slot above it holds −1. */
export interface ActiveException {
  readonly kind: 'except' | 'finally';
  readonly depth: number;
}

/** Machine code of the inline assembler, for the board's processor. */
export interface MachineCode {
  readonly bytes: Uint8Array;
  /** How many arguments it takes. */
  readonly parameters: number;
  /** What its result, a word, stands for. */
  readonly result: 'object' | 'bool' | 'int' | 'uint';
}

/**
 * Counting mode: the COUNTs that tell where in the source the program is. They stand for no opcode of MicroPython, so that their ledger is empty.
 * What cannot be reached is not there.
 */
export interface Marks {
  /** Line of the function's `def`; of other code the first of its scope. */
  readonly line: number;
  /**
   * Rows of two: the line on which a statement begins, and the pc of the COUNT that is executed when it does. The span of that is the statement's,
   * or that of its head, what comes before its block.
   */
  readonly statements: Int32Array;
  /**
   * Rows of four: the line of a condition or of a loop over items; the pc of the COUNT that is executed if it holds, or there is an item; of the
   * one if not; and that of a COUNT behind which the latter is executed as well, or −1.
   */
  readonly forks: Int32Array;
}

export interface Code {
  /** `<module>`, a function's or class's name, `<lambda>`, `<listcomp>`, `<genexpr>` … as MicroPython names blocks. */
  readonly name: string;
  readonly filename: string;
  readonly kind: CodeKind;
  /** `async def`, or contains `yield`: a call makes a generator. */
  readonly isGenerator: boolean;
  readonly emitter: EmitterKind;
  /** Two words an instruction, see `Op`. */
  readonly words: Int32Array;
  readonly constants: readonly Constant[];
  readonly names: readonly string[];
  /** Functions, classes and comprehensions made by this code. */
  readonly children: readonly Code[];
  readonly signature: Signature;
  /** Number of local slots, parameters included. The value stack lies above them. */
  readonly slots: number;
  /** Names of the slots, for people and debuggers. */
  readonly slotNames: readonly string[];
  /** Greatest depth of the value stack. */
  readonly stackSize: number;
  /** Cells of this frame, by index: first those captured from the enclosing frame, then its own. */
  readonly captured: readonly number[];
  /** Its own cells: for each the parameter slot whose argument it takes over at entry, or −1. */
  readonly cells: readonly number[];
  /** Names of all cells, captured first. */
  readonly cellNames: readonly string[];
  /** Rows of four: from, to, target, depth; inner rows before outer ones. A faulting pc − 1 in [from, to) goes to target with the stack cut to depth and the exception pushed. */
  readonly handlers: Int32Array;
  /** Targets of END_FINALLY, by table. */
  readonly finallies: readonly (readonly number[])[];
  /** Tables of RAISE_LAST. */
  readonly active: readonly (readonly ActiveException[])[];
  /** Source line of each instruction, from 1, as MicroPython's line table would give it. */
  readonly lines: Int32Array;
  /** Line of the first opcode that MicroPython executes, where a generator that has not begun raises what is thrown into it. */
  readonly firstLine: number;
  /** Source offsets of each instruction: start, end. Empty where positions were stripped. */
  readonly spans: Int32Array;
  /** The source that the spans lie in; empty where positions were stripped. */
  readonly text: string;
  /** Cycles charged by a call of this code beyond what the call's arguments cost, see prices.ts. */
  readonly entryCharge: number;
  /** MicroPython's `n_state`: locals and stack of the real firmware's frame, in words. Decides price and place of the frame. */
  readonly frameWords: number;
  /** MicroPython's `n_exc_stack`: exception blocks that are open at once, in whose size the firmware's frame grows. */
  readonly exceptDepth: number;
  /** Of a function marked `@micropython.asm_thumb` what runs in place of the words, which do nothing. */
  readonly machine?: MachineCode;
  /** Counting mode: the MicroPython opcodes each COUNT stands for. */
  readonly ledger: readonly string[];
  /** Absent outside of counting mode, and where the source is not at hand. */
  readonly marks?: Marks;
  /** Of the firmware's own modules: it lies in flash, and takes nothing of the heap. */
  readonly isFrozen?: true;
}

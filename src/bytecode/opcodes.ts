/**
 * THE instruction set, which the compiler writes, the interpreter runs and the disassembler prints.
 *
 * Opcodes keep MicroPython's names and granularity (`py/bc0.h`). A few are our own, because this machine can stop at any safe point:
 * CHARGE, LOOK, JUMP_BACK, GO, CHECK, CUT, UNWIND, the two of `finally`, those of `with`, and FOR_RANGE, which stands for the opcodes that
 * MicroPython emits for `for x in range(…)`. Behind each of its jumps MicroPython makes a **pending check**; so where it jumps and we need no
 * jump there is a CHECK, and where only we jump there is a GO. Opcodes with WORD or UINT in their names belong to machine code: `@micropython.viper` uses
 * them for ints and pointers. A **word** is 32 bits of the machine as a signed number. Only the compiler knows whether it is an int, a
 * uint, a bool or an address.
 *
 * An instruction is two 32-bit words: `opcode | a << 8`, and `b`. `pc` counts instructions.
 * Only the charging instructions charge; their `b` is a number of cycles. In an instruction that may raise, `b` is the cycles that it and
 * the instructions before it owe; they are charged if it raises. Promises of the compiler, on which both tiers rely:
 * 1. JUMP_BACK is the only backward jump; a loop has one, as its last instruction; every other jump goes forward.
 * 2. Handler ranges are contiguous and nest; no jump leads into the middle of a range or of a loop.
 * 3. The depth of the value stack is static at every instruction.
 * 4. LOOK directly follows every CALL_* and YIELD_FROM.
 * 5. A saved pc means "the next instruction to execute"; the faulting or awaiting instruction is pc − 1.
 */
export enum Op {
  LOAD_CONST = 0,
  LOAD_NULL,
  LOAD_FAST,
  STORE_FAST,
  DELETE_FAST,
  LOAD_DEREF,
  STORE_DEREF,
  DELETE_DEREF,
  LOAD_CELL,
  LOAD_NAME,
  STORE_NAME,
  DELETE_NAME,
  LOAD_GLOBAL,
  STORE_GLOBAL,
  DELETE_GLOBAL,
  LOAD_ATTR,
  STORE_ATTR,
  DELETE_ATTR,
  LOAD_METHOD,
  LOAD_SUPER_METHOD,
  LOAD_BUILD_CLASS,
  LOAD_SUBSCR,
  STORE_SUBSCR,
  DELETE_SUBSCR,
  DUP_TOP,
  DUP_TOP_TWO,
  POP_TOP,
  ROT_TWO,
  ROT_THREE,
  CHECK,
  GO,
  JUMP,
  POP_JUMP_IF_TRUE,
  POP_JUMP_IF_FALSE,
  JUMP_IF_TRUE_OR_POP,
  JUMP_IF_FALSE_OR_POP,
  JUMP_BACK,
  GET_ITER,
  FOR_ITER,
  FOR_RANGE,
  RANGE_STEP,
  UNARY_OP,
  BINARY_OP,
  BUILD_TUPLE,
  BUILD_LIST,
  BUILD_MAP,
  BUILD_SET,
  BUILD_SLICE,
  STORE_MAP,
  STORE_COMP,
  UNPACK_SEQUENCE,
  UNPACK_EX,
  MAKE_FUNCTION,
  CALL_FUNCTION,
  CALL_FUNCTION_VAR_KW,
  CALL_METHOD,
  CALL_METHOD_VAR_KW,
  LOOK,
  RETURN_VALUE,
  YIELD_VALUE,
  YIELD_FROM,
  RAISE_LAST,
  RAISE_OBJ,
  RAISE_FROM,
  IMPORT_NAME,
  IMPORT_FROM,
  IMPORT_STAR,
  CUT,
  UNWIND,
  END_FINALLY,
  WITH_ENTER,
  WITH_ARGS,
  WITH_END,
  CHARGE,
  COUNT,
  TO_WORD,
  TO_OBJECT,
  WORD_UNARY,
  WORD_BINARY,
  WORD_TRUTH,
  FOR_UINT_RANGE,
  WORD_STEP,
  LOAD_MEMORY,
  STORE_MEMORY,
}

/** The meaning of an instruction's argument `a`, which decides how the disassembler prints it. */
type ArgumentKind =
  | 'none'
  | 'constant'
  | 'slot'
  | 'cell'
  | 'name'
  | 'target'
  | 'unary'
  | 'binary'
  | 'count'
  | 'depth'
  | 'child'
  | 'call'
  | 'table'
  | 'comp'
  | 'unpackEx'
  | 'ledger'
  | 'type'
  | 'typeBelow';
/**
 * The meaning of the second word `b`: cycles charged; cycles that are charged later, of the preceding instructions alone (`pending`) or of
 * these and this one (`owed`); a plain second operand; or nothing.
 */
type SecondKind = 'none' | 'charge' | 'pending' | 'owed' | 'flags' | 'step' | 'unsigned';

/**
 * Where the program goes from an instruction: to the next one, which is a LOOK if it is a `call`; to its target; to either (`branch`); back to the head of a loop; out of the
 * code, or to a handler (`return`, `raise`, and `reraise`, which adds no level to the traceback); or to wherever the way out leads on which a
 * `finally` body was entered, which may be the next instruction, a target, or a handler.
 */
type Flow = 'next' | 'call' | 'jump' | 'branch' | 'back' | 'return' | 'raise' | 'reraise' | 'finally';
/**
 * Where a frame continues that has stopped at an instruction. `never`: none stops there. `midway`: behind it, but its result is pushed only
 * then, because Python code, or a wait, is to give it, or the collector looks first. `before`: at the instruction itself, where MicroPython
 * has a jump; it is still to be done. `after`, `target`: it is done, and the frame continues behind it or at its target.
 */
type Stop = 'never' | 'midway' | 'before' | 'after' | 'target';
type Course = readonly [flow: Flow, stop: Stop];

/** One row of the instruction set. */
interface Instruction {
  readonly flow: Flow;
  readonly stop: Stop;
  readonly argument: ArgumentKind;
  readonly second: SecondKind;
  /**
   * The value stack before and after, the top on the right, without what lies below; behind `|`, what it is after a jump to the target.
   * `stack-effect.ts` reads it: `x[n]` means a values, `x[p]` a & 255, `x[k]` a >> 8, `x[t]` a >> 4, `x[d]` one if a & 3 is 1, else none, and
   * `x[f]` one if b & 1, else none; `…` means all values from depth a on.
   */
  readonly stack: string;
  readonly doc: string;
}

const is = ([flow, stop]: Course, argument: ArgumentKind, stack: string, doc: string, second: SecondKind = 'none'): Instruction => ({
  flow,
  stop,
  argument,
  second,
  stack,
  doc,
});

/** The courses of instructions. A row names one, so an opcode of which nobody has said what it does to the program's course does not compile. */
const NEXT: Course = ['next', 'never'];
const AWAIT: Course = ['next', 'midway'];
const CALL: Course = ['call', 'midway'];
const LOOK: Course = ['next', 'after'];
const CHECK: Course = ['next', 'before'];
const GO: Course = ['jump', 'never'];
const JUMP: Course = ['jump', 'before'];
const BACK: Course = ['back', 'target'];
const BRANCH: Course = ['branch', 'before'];
const BRANCH_OR_AWAIT: Course = ['branch', 'midway'];
/** A jump in machine code, where MicroPython looks at nothing. */
const BRANCH_IN_MACHINE_CODE: Course = ['branch', 'never'];
const RETURN: Course = ['return', 'never'];
const RAISE: Course = ['raise', 'never'];
const RERAISE: Course = ['reraise', 'never'];
const FINALLY: Course = ['finally', 'never'];

/** The rows of all opcodes. If a row is missing, this does not compile. */
export const INSTRUCTIONS: Readonly<Record<Op, Instruction>> = {
  [Op.LOAD_CONST]: is(NEXT, 'constant', '-- value', 'Push a constant. Ledger: LOAD_CONST_NONE/FALSE/TRUE, _SMALL_INT, _STRING or _OBJ.'),
  [Op.LOAD_NULL]: is(NEXT, 'none', '-- null', 'Push the marker that stands for "no value" (`undefined`).'),
  [Op.LOAD_FAST]: is(NEXT, 'slot', '-- value', 'Push a local. Unbound: NameError "local variable referenced before assignment".', 'owed'),
  [Op.STORE_FAST]: is(NEXT, 'slot', 'value --', 'Bind a local.'),
  [Op.DELETE_FAST]: is(NEXT, 'slot', '--', 'Unbind a local; unbound already: NameError.', 'owed'),
  [Op.LOAD_DEREF]: is(NEXT, 'cell', '-- value', 'Push what a cell holds. Unbound: NameError.', 'owed'),
  [Op.STORE_DEREF]: is(NEXT, 'cell', 'value --', 'Bind a cell.'),
  [Op.DELETE_DEREF]: is(NEXT, 'cell', '--', 'Unbind a cell; unbound already: NameError.', 'owed'),
  [Op.LOAD_CELL]: is(NEXT, 'cell', '-- cell', 'Push the cell itself (a class body returns its `__class__` cell).'),
  [Op.LOAD_NAME]: is(NEXT, 'name', '-- value', "Look up in the frame's locals dict, then globals, then builtins.", 'owed'),
  [Op.STORE_NAME]: is(NEXT, 'name', 'value --', "Bind in the frame's locals dict.", 'owed'),
  [Op.DELETE_NAME]: is(NEXT, 'name', '--', "Unbind in the frame's locals dict.", 'owed'),
  [Op.LOAD_GLOBAL]: is(NEXT, 'name', '-- value', 'Look up in globals, then builtins.', 'owed'),
  [Op.STORE_GLOBAL]: is(NEXT, 'name', 'value --', 'Bind in globals.', 'owed'),
  [Op.DELETE_GLOBAL]: is(NEXT, 'name', '--', 'Unbind in globals.', 'owed'),
  [Op.LOAD_ATTR]: is(NEXT, 'name', 'object -- value', 'Read an attribute.', 'owed'),
  [Op.STORE_ATTR]: is(NEXT, 'name', 'value object --', 'Set an attribute.', 'owed'),
  [Op.DELETE_ATTR]: is(NEXT, 'name', 'object --', 'Delete an attribute. Ledger: LOAD_NULL ROT_TWO STORE_ATTR.', 'owed'),
  [Op.LOAD_METHOD]: is(
    NEXT,
    'name',
    'object -- callable self',
    'Read an attribute to be called; self is null when the callable takes none.',
    'owed',
  ),
  [Op.LOAD_SUPER_METHOD]: is(NEXT, 'name', 'super class self -- callable self', 'The method that `super(class, self)` would find.', 'owed'),
  [Op.LOAD_BUILD_CLASS]: is(NEXT, 'none', '-- function', 'Push the function that builds a class.'),
  [Op.LOAD_SUBSCR]: is(NEXT, 'none', 'object index -- value', 'Read `object[index]`.', 'owed'),
  [Op.STORE_SUBSCR]: is(NEXT, 'none', 'value object index --', 'Set `object[index] = value`.', 'owed'),
  [Op.DELETE_SUBSCR]: is(NEXT, 'none', 'object index --', 'Delete `object[index]`. Ledger: LOAD_NULL ROT_THREE STORE_SUBSCR.', 'owed'),
  [Op.DUP_TOP]: is(NEXT, 'none', 'v -- v v', 'Duplicate the top.'),
  [Op.DUP_TOP_TWO]: is(NEXT, 'none', 'v w -- v w v w', 'Duplicate the top two.'),
  [Op.POP_TOP]: is(NEXT, 'none', 'v --', 'Drop the top.'),
  [Op.ROT_TWO]: is(NEXT, 'none', 'v w -- w v', 'Swap the top two.'),
  [Op.ROT_THREE]: is(NEXT, 'none', 'u v w -- w u v', 'Lift the top below the next two.'),
  [Op.CHECK]: is(CHECK, 'none', '--', 'MicroPython has a jump here.'),
  [Op.GO]: is(GO, 'target', '-- | ', 'Go forward to the target; MicroPython has no jump here.'),
  [Op.JUMP]: is(JUMP, 'target', '-- | ', 'Go forward to the target.'),
  [Op.POP_JUMP_IF_TRUE]: is(BRANCH, 'target', 'v -- | ', 'Go forward if true.', 'owed'),
  [Op.POP_JUMP_IF_FALSE]: is(BRANCH, 'target', 'v -- | ', 'Go forward if false.', 'owed'),
  [Op.JUMP_IF_TRUE_OR_POP]: is(BRANCH, 'target', 'v -- | v', 'Keep the top and go forward if true, else drop it.', 'owed'),
  [Op.JUMP_IF_FALSE_OR_POP]: is(BRANCH, 'target', 'v -- | v', 'Keep the top and go forward if false, else drop it.', 'owed'),
  [Op.JUMP_BACK]: is(BACK, 'target', '--', 'Charge, go back to the head of the loop; a safe point whose saved pc is the target.', 'charge'),
  [Op.GET_ITER]: is(NEXT, 'count', 'object -- iterator', 'Make an iterator. a: 1 if it lies on the heap.', 'owed'),
  [Op.FOR_ITER]: is(
    BRANCH_OR_AWAIT,
    'target',
    'iterator -- iterator value | ',
    'Next value; at the end drop the iterator and go to the target. A generator is resumed as a frame.',
    'owed',
  ),
  [Op.FOR_RANGE]: is(
    BRANCH,
    'target',
    'end now -- end now now | ',
    'The test of `for x in range(…)`: b is the step; go on while now < end (now > end if b < 0), else drop both and go to the target.',
    'step',
  ),
  [Op.RANGE_STEP]: is(NEXT, 'none', 'end now -- end next', 'now += b. Ledger: LOAD_CONST_SMALL_INT, BINARY_OP inplace add.', 'step'),
  [Op.UNARY_OP]: is(NEXT, 'unary', 'v -- r', 'Apply a UnaryOp.', 'owed'),
  [Op.BINARY_OP]: is(AWAIT, 'binary', 'left right -- r', 'Apply a BinaryOp.', 'owed'),
  [Op.BUILD_TUPLE]: is(AWAIT, 'count', 'items[n] -- tuple', 'Make a tuple of the top a values.', 'owed'),
  [Op.BUILD_LIST]: is(AWAIT, 'count', 'items[n] -- list', 'Make a list of the top a values.', 'owed'),
  [Op.BUILD_MAP]: is(AWAIT, 'count', '-- dict', 'Make an empty dict with room for a items.', 'owed'),
  [Op.BUILD_SET]: is(AWAIT, 'count', 'items[n] -- set', 'Make a set of the top a values.', 'owed'),
  [Op.BUILD_SLICE]: is(NEXT, 'count', 'bounds[n] -- slice', 'Make a slice of the top two or three values: start, stop and step.', 'owed'),
  [Op.STORE_MAP]: is(NEXT, 'none', 'dict value key -- dict', 'Set an item of the dict below.', 'owed'),
  [Op.STORE_COMP]: is(
    NEXT,
    'comp',
    'value[d] key --',
    'Append to the list, set or dict of a comprehension: a = kind | depth << 2, kind 0 list, 1 dict, 2 set; depth counts the values between the collection, which stays, and the operands.',
    'owed',
  ),
  [Op.UNPACK_SEQUENCE]: is(NEXT, 'count', 'iterable -- values[n]', 'Unpack exactly a values, the first on top.', 'owed'),
  [Op.UNPACK_EX]: is(
    NEXT,
    'unpackEx',
    'iterable -- last[k] list first[p]',
    'Unpack a & 255 values, a list, and a >> 8 values; the first on top.',
    'owed',
  ),
  [Op.MAKE_FUNCTION]: is(
    NEXT,
    'child',
    '(defaults keywordDefaults)[f] -- function',
    "Make a function of child code a. b & 1: a tuple (or null) of defaults and a dict (or null) of keyword-only defaults are on the stack. Free variables are captured from this frame's cells as the child says.",
    'flags',
  ),
  [Op.CALL_FUNCTION]: is(
    CALL,
    'call',
    'f positional[p] (key value)[k] -- r',
    'Charge, then call with p = a & 255 positional and k = a >> 8 keyword arguments.',
    'charge',
  ),
  [Op.CALL_FUNCTION_VAR_KW]: is(
    CALL,
    'call',
    'f positional[p] (key value)[k] bitmap -- r',
    'The same with stars: bit i of bitmap marks positional i as iterable to unpack; a null key marks a mapping to unpack.',
    'charge',
  ),
  [Op.CALL_METHOD]: is(
    CALL,
    'call',
    'f self positional[p] (key value)[k] -- r',
    'As CALL_FUNCTION, with self before the arguments unless it is null.',
    'charge',
  ),
  [Op.CALL_METHOD_VAR_KW]: is(
    CALL,
    'call',
    'f self positional[p] (key value)[k] bitmap -- r',
    'As CALL_FUNCTION_VAR_KW, with self.',
    'charge',
  ),
  [Op.LOOK]: is(LOOK, 'none', '--', 'A safe point: look whether the fuel is used up.'),
  [Op.RETURN_VALUE]: is(RETURN, 'none', 'v --', 'Charge, return.', 'charge'),
  [Op.YIELD_VALUE]: is(NEXT, 'none', 'v -- sent', 'Charge, yield.', 'charge'),
  [Op.YIELD_FROM]: is(
    CALL,
    'none',
    'iterator sent -- result',
    'Charge, delegate. While it is suspended pc stays at this instruction and only the iterator is on the stack.',
    'charge',
  ),
  [Op.RAISE_LAST]: is(RERAISE, 'table', '--', 'Re-raise the exception being handled: code.active[a] lists where it may lie.'),
  [Op.RAISE_OBJ]: is(RAISE, 'none', 'exception --', 'Raise. A CHARGE precedes it.'),
  [Op.RAISE_FROM]: is(RAISE, 'none', 'exception cause --', 'Raise; the cause is dropped, as in MicroPython.'),
  [Op.IMPORT_NAME]: is(
    AWAIT,
    'name',
    'level fromlist -- module',
    'Import. A module body runs as a frame, which the import that waits for it follows up.',
    'owed',
  ),
  [Op.IMPORT_FROM]: is(AWAIT, 'name', 'module -- module value', 'Read a name of a module, or import it from the package.', 'owed'),
  [Op.IMPORT_STAR]: is(NEXT, 'none', 'module --', 'Bind all names of a module in the locals dict.', 'owed'),
  [Op.CUT]: is(NEXT, 'depth', '… --', 'Drop values until the depth is a.'),
  [Op.UNWIND]: is(NEXT, 'depth', '… v -- v', 'Keep the top, drop values below it until the depth is a + 1.'),
  [Op.END_FINALLY]: is(
    FINALLY,
    'table',
    'value reason -- | value',
    'Charge; reason 0: drop both, go on; −1: raise value; n > 0: keep value, go to code.finallies[a][n - 1].',
    'charge',
  ),
  [Op.WITH_ENTER]: is(
    NEXT,
    'none',
    'manager -- exit self manager',
    "Load the manager's `__exit__` below it; LOAD_METHOD `__enter__` and CALL_METHOD follow.",
    'owed',
  ),
  [Op.WITH_ARGS]: is(
    NEXT,
    'none',
    'exit self value reason -- exit self value reason exit self type value traceback',
    'Push what `__exit__` is called with: CALL_METHOD 3 follows.',
  ),
  [Op.WITH_END]: is(
    NEXT,
    'none',
    'value reason result -- value reason',
    'If reason is −1 and the result is true the exception is swallowed: value None, reason 0.',
  ),
  [Op.CHARGE]: is(NEXT, 'none', '--', 'Charge.', 'charge'),
  [Op.COUNT]: is(NEXT, 'ledger', '--', 'Counting mode only: count the MicroPython opcodes code.ledger[a], or tell who watches.', 'pending'),
  [Op.TO_WORD]: is(NEXT, 'type', 'object -- word', 'Make a word of type a of an object (`mp_native_from_obj`).', 'owed'),
  [Op.TO_OBJECT]: is(
    NEXT,
    'typeBelow',
    'word above[t] -- object above[t]',
    'Make an object of the word of type a & 15 that lies a >> 4 values below the top (`mp_native_to_obj`).',
    'owed',
  ),
  [Op.WORD_UNARY]: is(NEXT, 'unary', 'word -- word', 'Apply NEGATIVE or INVERT to a word.'),
  [Op.WORD_BINARY]: is(
    NEXT,
    'binary',
    'left right -- word',
    'Apply a BinaryOp to words, as the ARM does; a comparison gives 1 or 0. b: 1 if the left one is a uint.',
    'unsigned',
  ),
  [Op.WORD_TRUTH]: is(NEXT, 'none', 'word -- bool', 'Whether a word is not 0.'),
  [Op.FOR_UINT_RANGE]: is(BRANCH_IN_MACHINE_CODE, 'target', 'end now -- end now now | ', 'FOR_RANGE of two words without a sign.', 'step'),
  [Op.WORD_STEP]: is(NEXT, 'none', 'end now -- end next', 'now += b, as words.', 'step'),
  [Op.LOAD_MEMORY]: is(
    NEXT,
    'count',
    'address index -- word',
    'Charge, load the item with this index of items of a bytes each, without a sign.',
    'charge',
  ),
  [Op.STORE_MEMORY]: is(NEXT, 'count', 'word address index --', 'Charge, store an item of a bytes.', 'charge'),
};

/** Whether the next instruction can follow an instruction without a jump to it. */
export function continues(op: Op): boolean {
  const { flow } = INSTRUCTIONS[op];
  return flow === 'next' || flow === 'call' || flow === 'branch' || flow === 'finally';
}

/** The opcodes of calls. */
export type CallOp = Op.CALL_FUNCTION | Op.CALL_FUNCTION_VAR_KW | Op.CALL_METHOD | Op.CALL_METHOD_VAR_KW;

/** Whether `self` lies below the arguments of a call. */
export const hasSelf = (op: Op): boolean => op === Op.CALL_METHOD || op === Op.CALL_METHOD_VAR_KW;

/** Whether a call may have starred arguments, so that their bitmap lies on top. */
export const hasStars = (op: Op): boolean => op === Op.CALL_FUNCTION_VAR_KW || op === Op.CALL_METHOD_VAR_KW;

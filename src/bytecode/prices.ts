/**
 * Prices of execution, in cycles of a PYBv1.1 (STM32F405 at 168 MHz); other boards convert them by one factor.
 * Measured on a Cortex-M4F build of MicroPython and fitted to published board times.
 *
 * The static price of an opcode is the lowest of its class. The compiler adds it to the next charging instruction. What is known only at
 * run time (operand kinds, where a name is found, the kind of callee) is charged in addition, by the helper that finds it out.
 */

/** Static prices by MicroPython opcode (or opcode class). */
export const OPCODE_PRICE = {
  LOAD_CONST_SINGLETON: 21,
  LOAD_CONST_INT_SHORT: 29,
  LOAD_CONST_INT_1: 44,
  LOAD_CONST_INT_2: 62,
  LOAD_CONST_INT_3: 79,
  LOAD_CONST_STRING: 46,
  LOAD_CONST_OBJ: 49,
  LOAD_NULL: 21,
  LOAD_FAST: 34,
  LOAD_FAST_N: 49,
  STORE_FAST: 34,
  STORE_FAST_N: 52,
  LOAD_DEREF: 52,
  STORE_DEREF: 53,
  LOAD_NAME: 240,
  STORE_NAME: 1080,
  LOAD_GLOBAL: 145,
  STORE_GLOBAL: 165,
  LOAD_ATTR: 160,
  STORE_ATTR: 235,
  LOAD_METHOD: 260,
  LOAD_SUPER_METHOD: 610,
  LOAD_BUILD_CLASS: 850,
  LOAD_SUBSCR: 170,
  STORE_SUBSCR: 190,
  DUP_TOP: 20,
  DUP_TOP_TWO: 27,
  POP_TOP: 21,
  ROT_TWO: 29,
  ROT_THREE: 34,
  JUMP: 44,
  JUMP_OR_POP: 69,
  POP_JUMP: 75,
  UNWIND_JUMP: 60,
  SETUP_EXCEPT: 69,
  SETUP_WITH: 345,
  WITH_CLEANUP: 95,
  END_FINALLY: 34,
  POP_EXCEPT_JUMP: 46,
  GET_ITER: 175,
  GET_ITER_STACK: 145,
  FOR_ITER: 170,
  BUILD_TUPLE: 150,
  BUILD_LIST: 275,
  BUILD_MAP: 115,
  BUILD_SET: 275,
  BUILD_SLICE: 150,
  STORE_MAP: 295,
  STORE_COMP: 135,
  UNPACK_SEQUENCE: 190,
  UNPACK_EX: 400,
  MAKE_FUNCTION: 195,
  MAKE_CLOSURE: 380,
  RETURN_VALUE: 95,
  YIELD_VALUE: 125,
  YIELD_FROM: 280,
  RAISE: 1150,
  IMPORT_NAME: 16780,
  IMPORT_FROM: 305,
  IMPORT_STAR: 1200,
  BINARY_ADD_BIT: 105,
  BINARY_MULTIPLY: 110,
  BINARY_DIVIDE_SHIFT: 130,
  BINARY_TRUE_DIVIDE: 150,
  BINARY_POWER: 150,
  BINARY_ORDER: 97,
  BINARY_EQUAL: 120,
  BINARY_IS: 77,
  BINARY_IN: 150,
  BINARY_EXCEPTION_MATCH: 310,
  UNARY_OP: 84,
} as const;

/** Extra cycles, on top of the static price, that are known only at run time. */
export const EXTRA = {
  /** A name that is found in builtins instead of the module's globals. */
  GLOBAL_BUILTIN: 850 - 145,
  /** A look into the dict of what a program has put over builtins [estimate: LOAD_GLOBAL's own look, without its dispatch]. */
  GLOBAL_OVERRIDE: 145 - 49,
  FLOAT_BINARY: 335 - 105,
  FLOAT_COMPARE: 285 - 97,
  FLOAT_POWER: 425 - 150,
  FLOAT_UNARY: 165 - 84,
  BIGINT_ADD: 425 - 105,
  BIGINT_ADD_PER_LIMB: 9,
  BIGINT_MULTIPLY: 640 - 110,
  BIGINT_MULTIPLY_PER_LIMB_PRODUCT: 13,
  BIGINT_DIVIDE: 4150 - 130,
  COMPLEX_BINARY: 515 - 105,
  STR_EQUAL: 170 - 120,
  STR_ORDER: 585 - 97,
  STR_CONCAT: 1320 - 105,
  STR_FORMAT: 1740 - 130,
  LIST_CONCAT: 520 - 105,
  BINARY_USER_METHOD: 1240 - 105 - 815,
  UNARY_USER_METHOD: 1230 - 84 - 815,
  IN_DICT: 250 - 150,
  IN_PER_ELEMENT: 330,
  ATTR_INSTANCE_CLASS: 1570 - 160,
  ATTR_MODULE: 305 - 160,
  ATTR_OTHER: 465 - 160,
  ATTR_STORE_NEW: 800 - 235,
  ATTR_STORE_CLASS_WITH_PROPERTY: 1450 - 235,
  METHOD_BUILTIN: 280 - 260,
  METHOD_INSTANCE: 710 - 260,
  METHOD_TYPE: 475 - 260,
  SUBSCR_LIST: 195 - 170,
  SUBSCR_DICT_OTHER_KEY: 3960 - 170,
  SUBSCR_BYTES: 240 - 170,
  SUBSCR_STR: 325 - 170,
  SUBSCR_LIST_SLICE: 710 - 170,
  SUBSCR_STR_SLICE: 3900 - 170,
  SUBSCR_USER_METHOD: 1130 - 170 - 815,
  STORE_SUBSCR_BYTES: 355 - 190,
  STORE_SUBSCR_DICT: 290 - 190,
  STORE_SUBSCR_DICT_STR: 1120 - 190,
  STORE_SUBSCR_LIST_SLICE: 660 - 190,
  FOR_ITER_RANGE: 175 - 170,
  FOR_ITER_STR: 245 - 170,
  FOR_ITER_BUILTIN: 350 - 170,
  FOR_ITER_GENERATOR: 385 - 170,
  JUMP_ON_INT: 94 - 75,
  /** A slice that is consumed by the subscript after it, both together as one opcode (`build_slice.fused`). */
  FUSED_SLICE: 820 - 150 - 190,
} as const;

/**
 * Machine code (`@micropython.native`, `viper`). An estimate: the instructions that `py/emitnative.c` emits through `py/asmthumb.c`, counted
 * with the Cortex-M4's times (ARM DDI 0439 §3.3: 1 cycle, a load 2, a taken branch 3). An operation that calls the firmware costs what its
 * opcode costs, without the interpreter around it. Calls of viper functions and the loop around them are fitted to the only published time:
 * viper_call0 of perf_bench, 52403 µs on a PYBv1.1 for 30000 iterations (MicroPython commit f2040bfc7e).
 */
export const MACHINE_CODE_PRICE = {
  /** Saved per bytecode opcode: the interpreter's fetch, its jump through a table, and its stack in memory. */
  DISPATCH: 19,
  /** A call through `mp_fun_table`: arguments into registers, LDR, BLX, and the way back. */
  CALL: 9,
  /** REGISTER: a MOV between registers. IMMEDIATE: a MOVW, and a MOVT if the number is large. */
  REGISTER: 1,
  IMMEDIATE: 2,
  /** LDR or STR of a local or of a stack value. */
  MEMORY: 2,
  /** A constant object, found through the function's context and its table. */
  OBJECT: 8,
  /** The content of a cell. */
  CELL: 4,
  JUMP: 3,
  /** CMP and a branch. */
  TEST_JUMP: 3,
  /** A branch on an object's truth, determined by `mp_obj_is_true`. */
  TRUTH: 28,
  /** Storing the place of a handler, or of the one before it. */
  HANDLER: 4,
  RETURN: 12,
  /** One instruction on two registers, one of which had to be moved. */
  WORD: 2,
  /** CMP, ITE and two MOVs. */
  COMPARE: 5,
  /** A division function of the firmware (`py/smallint.c`). */
  DIVIDE: 32,
  /** A load or store through a pointer and an index. */
  POINTER: 4,
  /** `mp_native_from_obj` and `mp_native_to_obj`. */
  TO_WORD: 38,
  TO_OBJECT: 30,
  /** The next item of an iterator. */
  FOR_ITER: 100,
  /** A call: `mp_setup_code_state` for native, a check of the number of arguments for viper. */
  NATIVE_CALL: 390,
  VIPER_CALL: 174,
  PER_FRAME_WORD: 3,
  /** A function with `try` or `with` pushes and pops one place to jump to (`nlr_push`). */
  HANDLERS: 120,
} as const;

/** Prices of calls, by kind of callee. The callee charges them at its entry; CALL_* itself costs nothing. */
export const CALL_PRICE = {
  BYTECODE: 710,
  BYTECODE_PER_ARGUMENT: 27,
  BYTECODE_PER_FRAME_WORD: 12,
  /** Added if keyword arguments are passed. */
  KEYWORDS: 180,
  CLOSURE: 975,
  CLOSURE_PER_ARGUMENT: 65,
  CLOSURE_PER_FRAME_WORD: 9,
  GENERATOR: 740,
  STAR: 465,
  BOUND_METHOD: 630 - 300,
  USER_CALL_METHOD: 1680 - 815,
  USER_TYPE: 1730 - 815,
  USER_TYPE_PER_ARGUMENT: 215 - 27,
  USER_TYPE_NO_INIT: 1170,
  /** A native function without a price of its own. */
  NATIVE: 300,
} as const;

/** Prices of events, charged where they happen. */
export const EVENT_PRICE = {
  ALLOCATE_OBJECT: 265,
  ALLOCATE_BLOCK: 135,
  COLLECT_PER_BLOCK: 35,
  COLLECT_PER_LIVE_BLOCK: 245,
  STRING_NEW: 4890,
  STRING_ONE_CHARACTER: 1010,
  EXCEPTION_LEAVES_FRAME: 1040,
  EXCEPTION_RAISED_BY_NATIVE: 1200,
  YIELD_FROM_NATIVE: 1450 - 280,
  /** Price of a yielded value for each generator that passes it on. */
  YIELD_PER_LEVEL: 82,
  /** A generator that native code resumes; its `yield` is charged separately. */
  RESUME_BY_NATIVE: 800 - 125 - 250,
  INTERRUPT_ENTRY: 1200,
  INTERRUPT_EXIT: 300,
  COPY_PER_BYTE: 5,
  CONSTRUCT_PER_ITEM: 250,
  SUM_PER_ITEM: 35,
  /** Derived from 490 for the larger of two small ints. */
  EXTREME_PER_ITEM: 95,
  /** For small ints; derived from 7800 for sorting ten. */
  SORT_PER_COMPARISON: 150,
} as const;

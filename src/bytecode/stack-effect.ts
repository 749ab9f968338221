/** How each opcode changes the depth of the value stack. */
import { Op } from './opcodes.js';

/** Stack effects of opcodes whose effect does not depend on their argument. */
const EFFECT: Readonly<Partial<Record<Op, number>>> = {
  [Op.LOAD_CONST]: 1,
  [Op.LOAD_NULL]: 1,
  [Op.LOAD_FAST]: 1,
  [Op.STORE_FAST]: -1,
  [Op.DELETE_FAST]: 0,
  [Op.LOAD_DEREF]: 1,
  [Op.STORE_DEREF]: -1,
  [Op.DELETE_DEREF]: 0,
  [Op.LOAD_CELL]: 1,
  [Op.LOAD_NAME]: 1,
  [Op.STORE_NAME]: -1,
  [Op.DELETE_NAME]: 0,
  [Op.LOAD_GLOBAL]: 1,
  [Op.STORE_GLOBAL]: -1,
  [Op.DELETE_GLOBAL]: 0,
  [Op.LOAD_ATTR]: 0,
  [Op.STORE_ATTR]: -2,
  [Op.DELETE_ATTR]: -1,
  [Op.LOAD_METHOD]: 1,
  [Op.LOAD_SUPER_METHOD]: -1,
  [Op.LOAD_BUILD_CLASS]: 1,
  [Op.LOAD_SUBSCR]: -1,
  [Op.STORE_SUBSCR]: -3,
  [Op.DELETE_SUBSCR]: -2,
  [Op.DUP_TOP]: 1,
  [Op.DUP_TOP_TWO]: 2,
  [Op.POP_TOP]: -1,
  [Op.ROT_TWO]: 0,
  [Op.ROT_THREE]: 0,
  [Op.GET_ITER]: 0,
  [Op.RANGE_STEP]: 0,
  [Op.UNARY_OP]: 0,
  [Op.BINARY_OP]: -1,
  [Op.BUILD_MAP]: 1,
  [Op.STORE_MAP]: -2,
  [Op.LOOK]: 0,
  [Op.RETURN_VALUE]: -1,
  [Op.YIELD_VALUE]: 0,
  [Op.YIELD_FROM]: -1,
  [Op.RAISE_LAST]: 0,
  [Op.RAISE_OBJ]: -1,
  [Op.RAISE_FROM]: -2,
  [Op.IMPORT_NAME]: -1,
  [Op.IMPORT_FROM]: 1,
  [Op.IMPORT_STAR]: -1,
  [Op.END_FINALLY]: -2,
  [Op.WITH_ENTER]: 2,
  [Op.WITH_ARGS]: 5,
  [Op.WITH_END]: -1,
  [Op.CHARGE]: 0,
  [Op.COUNT]: 0,
  [Op.TO_WORD]: 0,
  [Op.TO_OBJECT]: 0,
  [Op.WORD_UNARY]: 0,
  [Op.WORD_BINARY]: -1,
  [Op.WORD_TRUTH]: 0,
  [Op.WORD_STEP]: 0,
  [Op.LOAD_MEMORY]: -1,
  [Op.STORE_MEMORY]: -3,
};

/** Change of depth by an instruction that continues with the next one. Throws an Error for jumps, CUT, UNWIND and MAKE_FUNCTION. */
export function stackEffect(op: Op, a: number): number {
  const fixed = EFFECT[op];
  if (fixed !== undefined) return fixed;
  const arguments_ = (a & 255) + 2 * (a >> 8);
  switch (op) {
    case Op.BUILD_TUPLE:
    case Op.BUILD_LIST:
    case Op.BUILD_SET:
    case Op.BUILD_SLICE:
      return 1 - a;
    case Op.STORE_COMP:
      return (a & 3) === 1 ? -2 : -1;
    case Op.UNPACK_SEQUENCE:
      return a - 1;
    case Op.UNPACK_EX:
      return (a & 255) + (a >> 8);
    case Op.CALL_FUNCTION:
      return -arguments_;
    case Op.CALL_FUNCTION_VAR_KW:
    case Op.CALL_METHOD:
      return -arguments_ - 1;
    case Op.CALL_METHOD_VAR_KW:
      return -arguments_ - 2;
    default:
      throw new Error(`stack effect of ${Op[op]} is not static`);
  }
}

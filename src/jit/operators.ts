/** Emitters: operators and subscripts, each with one inline path for the common case and a helper for the rest. */
import { opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp, plainOperator, UnaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE, EXTRA } from '../bytecode/prices.js';
import { SMALL_MAX } from '../bytecode/small-int.js';
import { EXACT_LIMIT } from '../objects/float.js';
import { Kinds } from '../vm/link.js';
import { type Emitter, type Emitters, isNumber } from './emitter.js';
import { isArithmetic } from './floats.js';

/** The JavaScript signs of comparisons, the same as Python's except for equality. */
export const COMPARISONS: Readonly<Partial<Record<BinaryOp, string>>> = {
  [BinaryOp.LESS]: '<',
  [BinaryOp.MORE]: '>',
  [BinaryOp.LESS_EQUAL]: '<=',
  [BinaryOp.MORE_EQUAL]: '>=',
  [BinaryOp.EQUAL]: '===',
  [BinaryOp.NOT_EQUAL]: '!==',
};

/** Joins tests with `&&`; null stands for a test that is known to hold. */
const all = (...tests: (string | null)[]): string => tests.filter((test) => test !== null).join(' && ');
const numeric = (value: string): string | null => (isNumber(value) ? null : `typeof ${value} === 'number'`);
const notNegative = (value: string): string | null => {
  if (isNumber(value)) return Number(value) >= 0 && Number(value) <= SMALL_MAX ? null : 'false';
  return `${value} >= 0 && ${value} <= ${SMALL_MAX}`;
};
const small = (value: string): string | null =>
  isNumber(value) ? (Math.abs(Number(value)) <= SMALL_MAX ? null : 'false') : `${value} <= ${SMALL_MAX} && ${value} >= -${SMALL_MAX}`;

/** Tests that an assignment to x gives a small int: a single comparison, because V8's compile time grows with the size of the code. */
export const isSmall = (assignment: string): string => `(${assignment}) << 1 >> 1 === x`;

/** Whether an operand is a constant that is not a small int. */
const isOther = (value: string): boolean => /^(k\d+|None|true|false|undefined)$/.test(value);

/** Returns test and value of the inline path for ints; null if there is none. The test may set x. */
function inline(op: BinaryOp, left: string, right: string): [test: string, value: string] | null {
  const numbers = all(numeric(left), numeric(right)) || 'true';
  const bounded = (expression: string): [string, string] => [`${numbers} && ${isSmall(`x = ${expression}`)}`, 'x'];
  switch (plainOperator(op)) {
    case BinaryOp.ADD:
      return bounded(`${left} + ${right}`);
    case BinaryOp.SUBTRACT:
      return bounded(`${left} - ${right}`);
    case BinaryOp.MULTIPLY:
      return [bounded(`${left} * ${right}`)[0], 'x + 0'];
    case BinaryOp.FLOOR_DIVIDE:
      return [
        all(numbers, notNegative(left), notNegative(right), isNumber(right) && right !== '0' ? null : `${right} > 0`),
        `Math.floor(${left} / ${right})`,
      ];
    case BinaryOp.MODULO:
      return [
        all(numbers, notNegative(left), notNegative(right), isNumber(right) && right !== '0' ? null : `${right} > 0`),
        `${left} % ${right}`,
      ];
    case BinaryOp.AND:
      return [all(numbers, small(left), small(right)), `${left} & ${right}`];
    case BinaryOp.OR:
      return [all(numbers, small(left), small(right)), `${left} | ${right}`];
    case BinaryOp.XOR:
      return [all(numbers, small(left), small(right)), `${left} ^ ${right}`];
    case BinaryOp.RSHIFT:
      return [
        all(numbers, small(left), notNegative(right), isNumber(right) && Number(right) < 32 ? null : `${right} < 32`),
        `${left} >> ${right}`,
      ];
    case BinaryOp.LSHIFT: {
      const test = all(numbers, notNegative(right), isNumber(right) && Number(right) < 30 ? null : `${right} < 30`);
      return [`${test} && ${isSmall(`x = ${left} * (1 << ${right})`)}`, 'x'];
    }
    default:
      return null;
  }
}

/** Returns the call of the helper that applies an operator to any operands. */
function general(e: Emitter, op: BinaryOp, left: string, right: string): string {
  switch (plainOperator(op)) {
    case BinaryOp.ADD:
      return `${e.use('add')}(L, ${e.next}, ${op}, ${left}, ${right})`;
    case BinaryOp.SUBTRACT:
      return `${e.use('subtract')}(L, ${e.next}, ${op}, ${left}, ${right})`;
    case BinaryOp.MULTIPLY:
      return `${e.use('multiply')}(L, ${e.next}, ${op}, ${left}, ${right})`;
    case BinaryOp.TRUE_DIVIDE:
      return `${e.use('divide')}(L, ${e.next}, ${op}, ${left}, ${right})`;
    case BinaryOp.LESS:
    case BinaryOp.MORE:
    case BinaryOp.LESS_EQUAL:
    case BinaryOp.MORE_EQUAL:
      return `${e.use('order')}(L, ${e.next}, ${op}, ${left}, ${right})`;
    case BinaryOp.POWER:
      return `${e.use('power')}(L, ${e.next}, ${op}, ${left}, ${right})`;
    case BinaryOp.EQUAL:
    case BinaryOp.NOT_EQUAL:
      return `${e.use('same')}(${op}, ${left}, ${right})`;
    default:
      return `${e.use('operate')}(${op}, ${left}, ${right})`;
  }
}

/** Returns the value of an operator on two numbers; null if it has no inline path for floats. */
function floatValue(op: BinaryOp, left: string, right: string): string | null {
  switch (plainOperator(op)) {
    case BinaryOp.ADD:
      return `${left} + ${right}`;
    case BinaryOp.SUBTRACT:
      return `${left} - ${right}`;
    case BinaryOp.MULTIPLY:
      return `${left} * ${right}`;
    case BinaryOp.TRUE_DIVIDE:
      return `${left} / ${right}`;
    case BinaryOp.POWER:
      // As `libm` has it.
      return right === '2' ? `${left} * ${left}` : null;
    default:
      return null;
  }
}

/** The kinds of one operand, as bits. */
const FLOAT = 1;
const INT = 2;

/**
 * Returns how to use an operand as a float: a test that it can be one, which may put its number into `name` (null if that is certain), and the
 * expression of the number. Returns null if it can never be one.
 */
function asFloat(e: Emitter, name: string, value: string, kinds: number): [test: string | null, number: string] | null {
  const constant = /^k\d+$/.test(value) ? e.floatConstant(Number(value.slice(1))) : null;
  if (constant !== null) return [null, constant];
  if (isNumber(value)) return Math.abs(Number(value)) <= EXACT_LIMIT ? [null, value] : null;
  if (/^(None|true|false|undefined)$/.test(value)) return null;
  const int = `typeof ${value} === 'number'`;
  const isExact = `(${name} = ${value}) <= ${EXACT_LIMIT} && ${name} >= -${EXACT_LIMIT}`;
  if (!e.isRaw(value)) {
    const float = `(${name} = ${value}.v) !== undefined`;
    if (kinds === INT) return [`${int} && ${isExact}`, name];
    return [kinds === FLOAT ? float : `(${int} ? ${isExact} : ${float})`, name];
  }
  const [tag, companion] = e.parts(value);
  const object = `(${name} = ${tag}.v) !== undefined`;
  const other = kinds === FLOAT || value !== tag ? object : `(${int} ? ${isExact} : ${object})`;
  return [`(${tag} === ${e.use('RAW')} ? (${name} = ${companion}, true) : ${other})`, name];
}

/** Returns a test that both operands are floats, or one a float and one an int, and their values; null if they cannot or need not be. */
function asFloats(e: Emitter, left: string, right: string): { test: string; x: string; y: string } | null {
  const { kinds } = e;
  if (kinds === undefined && !e.isRaw(left) && !e.isRaw(right)) return null;
  const leftKinds = (kinds ?? 0) & (Kinds.LEFT_FLOAT | Kinds.LEFT_INT) || FLOAT;
  let rightKinds = ((kinds ?? 0) & (Kinds.RIGHT_FLOAT | Kinds.RIGHT_INT)) >> 2 || FLOAT;
  // Two ints must not pass as floats.
  if ((leftKinds & INT) !== 0) rightKinds = FLOAT;
  const x = asFloat(e, 'x', left, isNumber(right) ? FLOAT : leftKinds);
  const y = asFloat(e, 'y', right, isNumber(left) ? FLOAT : rightKinds);
  if (x === null || y === null || (isNumber(left) && isNumber(right))) return null;
  return { test: all(x[0], y[0]) || 'true', x: x[1], y: y[1] };
}

function binary(e: Emitter): void {
  const op: BinaryOp = e.a;
  if (!isArithmetic(op) && COMPARISONS[op] === undefined) {
    general2(e, op, e.pop(), e.pop());
    return;
  }
  const right = e.popOperand();
  const left = e.popOperand();
  const floats = op === BinaryOp.EQUAL || op === BinaryOp.NOT_EQUAL ? null : asFloats(e, left, right);
  const sign = COMPARISONS[op];
  if (sign !== undefined && floats !== null) {
    const quick = `(${e.use('fuel')}.left -= ${EXTRA.FLOAT_COMPARE}, ${floats.x} ${sign} ${floats.y})`;
    compare(e, quick, { test: floats.test, general: general(e, op, e.boxed(left), e.boxed(right)) });
    return;
  }
  if (sign !== undefined) {
    const x = e.object(left);
    const y = e.object(right);
    compare(e, `${x} ${sign} ${y}`, { test: all(numeric(x), numeric(y)) || 'true', general: general(e, op, x, y) });
    return;
  }
  const value = floats === null ? null : floatValue(op, floats.x, floats.y);
  if (floats === null || value === null) {
    general2(e, op, right, left);
    return;
  }
  const { target, companion } = e;
  const test = plainOperator(op) === BinaryOp.TRUE_DIVIDE ? `${floats.test} && ${floats.y} !== 0` : floats.test;
  const price = plainOperator(op) === BinaryOp.POWER ? EXTRA.FLOAT_POWER : EXTRA.FLOAT_BINARY;
  const rounded = e.seen.single ? `${e.use('fround')}(${value})` : value;
  const charges = `if (H.taken++ >= H.end) ${e.use('makeRoom')}(${price}); ${e.use('fuel')}.left -= ${price + EVENT_PRICE.ALLOCATE_OBJECT};`;
  e.emit(`if (${test}) { ${e.at}; ${charges} ${companion} = ${rounded}; ${target} = ${e.use('RAW')}; }`);
  // A frame may be saved while an operator is not finished.
  e.emit(`else { ${e.spill}${e.at}; ${target} = ${general(e, op, e.boxed(left), e.boxed(right))}; }`);
  e.pushRaw();
}

/** Writes an operator on any operands, with an inline path for small ints. */
function general2(e: Emitter, op: BinaryOp, rightOperand: string, leftOperand: string): void {
  const right = e.object(rightOperand);
  const left = e.object(leftOperand);
  if (op === BinaryOp.IS || op === BinaryOp.IS_NOT) {
    compare(e, `${left} ${op === BinaryOp.IS ? '===' : '!=='} ${right}`, null);
    return;
  }
  const { target } = e;
  const otherwise = `{ ${e.spill}${e.at}; ${target} = ${general(e, op, left, right)}; }`;
  const path = isOther(left) || isOther(right) ? null : inline(op, left, right);
  e.emit(path === null ? otherwise : `if (${path[0]}) ${target} = ${path[1]}; else ${otherwise}`);
  e.push(target);
}

/** Writes a comparison; as a condition if only the jump that follows uses it. */
function compare(e: Emitter, quick: string, slow: { test: string; general: string } | null): void {
  const op = e.isFollowed ? opAt(e.code.words, e.next) : Op.COUNT;
  const isCondition = op === Op.POP_JUMP_IF_FALSE || op === Op.POP_JUMP_IF_TRUE;
  const spill = slow === null ? '' : e.spill.replaceAll('; ', ', ');
  if (!isCondition) e.result(slow === null ? quick : `${slow.test} ? ${quick} : (${spill}${e.at}, ${slow.general})`);
  else if (slow === null) e.condition = quick;
  else {
    const truth = `(${spill}${e.at}, x = ${slow.general}) === true || x !== false && (pc = ${e.next + 1}, ${e.use('isTrue')}(x))`;
    e.condition = `(${slow.test} ? ${quick} : ${truth})`;
  }
}

/** Returns an expression for the truth of a value. */
export function truth(e: Emitter, value: string): string {
  return `(${value} === true || ${value} !== false && (${e.at}, ${e.use('isTrue')}(${value})))`;
}

function unary(e: Emitter): void {
  const value = e.pop();
  if (e.a === UnaryOp.NOT) e.result(`!${truth(e, value)}`);
  else if (e.a === UnaryOp.NEGATIVE && !isNumber(value))
    e.result(`${all(numeric(value), small(value))} ? 0 - ${value} : (${e.at}, ${e.use('unary')}(${e.a}, ${value}))`);
  else {
    e.emit(`${e.at};`);
    e.result(`${e.use('unary')}(${e.a}, ${value})`);
  }
}

function loadSubscript(e: Emitter): void {
  if (e.slice !== null) {
    const [start, stop, step] = e.slice;
    e.slice = null;
    const object = e.pop();
    e.emit(`${e.at};`);
    e.result(`${e.use('loadSlice')}(${object}, ${start}, ${stop}, ${step})`);
    return;
  }
  const index = e.pop();
  const object = e.popObject();
  const { target } = e;
  const inside = `${object}.constructor === ${e.use('PyList')} && ${all(numeric(index), `${index} >= 0`, `${index} < (x = ${object}.items).length`)}`;
  e.emit(`if (${inside}) { ${e.use('fuel')}.left -= ${EXTRA.SUBSCR_LIST}; ${target} = x[${index}]; }`);
  e.emit(`else { ${e.at}; ${target} = ${e.use('loadSubscript')}(${object}, ${index}); }`);
  e.push(target);
}

function storeSubscript(e: Emitter): void {
  if (e.slice !== null) {
    const [start, stop, step] = e.slice;
    e.slice = null;
    const [value, object] = e.take(2);
    e.emit(`${e.at}; ${e.use('storeSlice')}(${object}, ${start}, ${stop}, ${step}, ${value});`);
    return;
  }
  const index = e.pop();
  const object = e.popObject();
  const value = e.pop();
  const inside = `${object}.constructor === ${e.use('PyList')} && ${all(numeric(index), `${index} >= 0`, `${index} < (x = ${object}.items).length`)}`;
  e.emit(`if (${inside}) x[${index}] = ${value};`);
  e.emit(`else { ${e.at}; ${e.use('storeItem')}(${object}, ${index}, ${value}); }`);
}

/** Emitters of operators and subscripts. */
export const OPERATORS = {
  [Op.UNARY_OP]: unary,
  [Op.BINARY_OP]: binary,
  [Op.LOAD_SUBSCR]: loadSubscript,
  [Op.STORE_SUBSCR]: storeSubscript,
  [Op.DELETE_SUBSCR]: (e) => {
    const [object, index] = e.take(2);
    e.emit(`${e.at}; ${e.use('storeSubscript')}(${object}, ${index}, undefined);`);
  },
} satisfies Emitters;

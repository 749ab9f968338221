/** Emitters: operators and subscripts, each with one inline path for what is common and a helper for the rest. */
import { BinaryOp, Op, UnaryOp } from '../bytecode/opcodes.js';
import { type Emitter, type Emitters, isNumber } from './emitter.js';

/** Greatest result of a small int, as in the interpreter. */
const SMALL = 0x3fffffff;

/** The plain form of an operator that may be in place. */
function plain(op: BinaryOp): BinaryOp {
  return op >= BinaryOp.INPLACE_OR && op <= BinaryOp.INPLACE_POWER ? op + (BinaryOp.OR - BinaryOp.INPLACE_OR) : op;
}

const ORDER: Readonly<Partial<Record<BinaryOp, string>>> = {
  [BinaryOp.LESS]: '<',
  [BinaryOp.MORE]: '>',
  [BinaryOp.LESS_EQUAL]: '<=',
  [BinaryOp.MORE_EQUAL]: '>=',
  [BinaryOp.EQUAL]: '===',
  [BinaryOp.NOT_EQUAL]: '!==',
};

/** Conjunction of what is not known to hold. */
const all = (...tests: (string | null)[]): string => tests.filter((test) => test !== null).join(' && ');
const numeric = (value: string): string | null => (isNumber(value) ? null : `typeof ${value} === 'number'`);
const notNegative = (value: string): string | null => {
  if (isNumber(value)) return Number(value) >= 0 && Number(value) <= SMALL ? null : 'false';
  return `${value} >= 0 && ${value} <= ${SMALL}`;
};
const small = (value: string): string | null =>
  isNumber(value) ? (Math.abs(Number(value)) <= SMALL ? null : 'false') : `${value} <= ${SMALL} && ${value} >= -${SMALL}`;

/** Whether an operand is a constant that is no small int. */
const isOther = (value: string): boolean => /^(k\d+|None|true|false|undefined)$/.test(value);

/** Test and value of the inline path; null if there is none. The test may set x. */
function inline(op: BinaryOp, left: string, right: string): [test: string, value: string] | null {
  const numbers = all(numeric(left), numeric(right)) || 'true';
  const bounded = (expression: string): [string, string] => [`${numbers} && (x = ${expression}) <= ${SMALL} && x >= -${SMALL}`, 'x'];
  switch (plain(op)) {
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
      return [`${test} && (x = ${left} * (1 << ${right})) <= ${SMALL} && x >= -${SMALL}`, 'x'];
    }
    default:
      return null;
  }
}

/** The call that does an operator on anything. */
function general(e: Emitter, op: BinaryOp, left: string, right: string): string {
  switch (plain(op)) {
    case BinaryOp.ADD:
      return `${e.use('add')}(${op}, ${left}, ${right})`;
    case BinaryOp.SUBTRACT:
      return `${e.use('subtract')}(${op}, ${left}, ${right})`;
    case BinaryOp.MULTIPLY:
      return `${e.use('multiply')}(${op}, ${left}, ${right})`;
    case BinaryOp.TRUE_DIVIDE:
      return `${e.use('divide')}(${op}, ${left}, ${right})`;
    case BinaryOp.LESS:
    case BinaryOp.MORE:
    case BinaryOp.LESS_EQUAL:
    case BinaryOp.MORE_EQUAL:
      return `${e.use('order')}(${op}, ${left}, ${right})`;
    case BinaryOp.EQUAL:
    case BinaryOp.NOT_EQUAL:
      return `${e.use('same')}(${op}, ${left}, ${right})`;
    default:
      return `${e.use('operate')}(${op}, ${left}, ${right})`;
  }
}

const FLOAT_SIGNS: Readonly<Partial<Record<BinaryOp, string>>> = {
  [BinaryOp.ADD]: '+',
  [BinaryOp.SUBTRACT]: '-',
  [BinaryOp.MULTIPLY]: '*',
  [BinaryOp.TRUE_DIVIDE]: '/',
};

/** Test that two operands are floats, or one and a constant, whose values it puts into x and y; null where they cannot be. */
function floats(left: string, right: string): string | null {
  if (isNumber(left) ? isNumber(right) || Number(left) ** 2 > 2 ** 48 : /^(None|true|false|undefined)$/.test(left)) return null;
  if (isNumber(right) ? Number(right) ** 2 > 2 ** 48 : /^(None|true|false|undefined)$/.test(right)) return null;
  const take = (name: string, value: string): string =>
    isNumber(value) ? `(${name} = ${value}, true)` : `(${name} = ${value}.v) !== undefined`;
  return `${take('x', left)} && ${take('y', right)}`;
}

function binary(e: Emitter): void {
  const op: BinaryOp = e.a;
  const right = e.pop();
  const left = e.pop();
  if (op === BinaryOp.IS || op === BinaryOp.IS_NOT) {
    compare(e, `${left} ${op === BinaryOp.IS ? '===' : '!=='} ${right}`, null);
    return;
  }
  const sign = ORDER[op];
  if (sign !== undefined) {
    const numbers = all(numeric(left), numeric(right)) || 'true';
    const isOrder = op !== BinaryOp.EQUAL && op !== BinaryOp.NOT_EQUAL;
    const test = isOrder && e.seesFloats ? floats(left, right) : null;
    const slow = general(e, op, left, right);
    if (test === null) compare(e, `${left} ${sign} ${right}`, { numbers, general: slow });
    else compare(e, `(${e.use('fuel')}.left -= ${e.use('FLOAT_COMPARE')}, x ${sign} y)`, { numbers: test, general: slow });
    return;
  }
  const { target } = e;
  // A frame may be saved while an operator is not finished.
  const otherwise = `{ ${e.spill}${e.at}; ${target} = ${general(e, op, left, right)}; }`;
  const floatSign = e.seesFloats ? FLOAT_SIGNS[plain(op)] : undefined;
  const test = floatSign === undefined ? null : floats(left, right);
  if (test !== null) {
    const isWhole = floatSign === '/' ? ' && y !== 0' : '';
    e.emit(
      `if (${test}${isWhole}) { ${e.at}; ${e.use('fuel')}.left -= ${e.use('FLOAT_BINARY')}; ${target} = ${e.use('newFloat')}(x ${floatSign} y); }`,
    );
    e.emit(`else ${otherwise}`);
    e.push(target);
    return;
  }
  const path = isOther(left) || isOther(right) ? null : inline(op, left, right);
  e.emit(path === null ? otherwise : `if (${path[0]}) ${target} = ${path[1]}; else ${otherwise}`);
  e.push(target);
}

/** A comparison, as a condition if all that follows is a jump. */
function compare(e: Emitter, quick: string, slow: { numbers: string; general: string } | null): void {
  const op = e.isFollowed ? (e.code.words[e.next << 1] as number) & 255 : Op.COUNT;
  const isCondition = op === Op.POP_JUMP_IF_FALSE || op === Op.POP_JUMP_IF_TRUE;
  const spill = slow === null ? '' : e.spill.replaceAll('; ', ', ');
  if (!isCondition) e.result(slow === null ? quick : `${slow.numbers} ? ${quick} : (${spill}${e.at}, ${slow.general})`);
  else if (slow === null) e.condition = quick;
  else {
    const truth = `(${spill}${e.at}, x = ${slow.general}) === true || x !== false && (pc = ${e.next + 1}, ${e.use('isTrue')}(x))`;
    e.condition = `(${slow.numbers} ? ${quick} : ${truth})`;
  }
}

/** The truth of a value, as an expression. */
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
    e.result(`${e.use('loadSlice')}(L.words[${(e.next - 1) << 1}], ${object}, ${start}, ${stop}, ${step})`);
    return;
  }
  const index = e.pop();
  const object = e.popObject();
  const { target } = e;
  const inside = `${object}.constructor === ${e.use('PyList')} && ${all(numeric(index), `${index} >= 0`, `${index} < (x = ${object}.items).length`)}`;
  e.emit(`if (${inside}) { ${e.use('fuel')}.left -= ${e.use('SUBSCR_LIST')}; ${target} = x[${index}]; }`);
  e.emit(`else { ${e.at}; ${target} = ${e.use('loadSubscript')}(${object}, ${index}); }`);
  e.push(target);
}

function storeSubscript(e: Emitter): void {
  const index = e.pop();
  const object = e.popObject();
  const value = e.pop();
  const inside = `${object}.constructor === ${e.use('PyList')} && ${all(numeric(index), `${index} >= 0`, `${index} < (x = ${object}.items).length`)}`;
  e.emit(`if (${inside}) x[${index}] = ${value};`);
  e.emit(`else { ${e.at}; ${e.use('storeItem')}(${object}, ${index}, ${value}); }`);
}

/** Emitters of operators and subscripts. */
export const OPERATORS: Emitters = {
  [Op.UNARY_OP]: unary,
  [Op.BINARY_OP]: binary,
  [Op.LOAD_SUBSCR]: loadSubscript,
  [Op.STORE_SUBSCR]: storeSubscript,
  [Op.DELETE_SUBSCR]: (e) => {
    const [object, index] = e.take(2);
    e.emit(`${e.at}; ${e.use('storeSubscript')}(${object}, ${index}, undefined);`);
  },
};

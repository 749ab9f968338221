/**
 * Emitters: words of machine code. JavaScript's bitwise operators are the machine's; division, shifts by a register and conversions are
 * helpers.
 */
import { opAt } from '../bytecode/instruction.js';
import { NativeType } from '../bytecode/native-type.js';
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { type Emitter, type Emitters, isNumber } from './emitter.js';
import { COMPARISONS } from './operators.js';

const INLINE: Readonly<Partial<Record<BinaryOp, string>>> = {
  [BinaryOp.ADD]: '+',
  [BinaryOp.SUBTRACT]: '-',
  [BinaryOp.AND]: '&',
  [BinaryOp.OR]: '|',
  [BinaryOp.XOR]: '^',
};

/** Whether a shift is by a constant below 32. */
const isShort = (by: string): boolean => isNumber(by) && Number(by) >= 0 && Number(by) < 32;

function wordBinary(e: Emitter): void {
  const right = e.pop();
  const left = e.pop();
  const comparison = COMPARISONS[e.a as BinaryOp];
  if (comparison === undefined) e.result(arithmetic(e, left, right));
  else compare(e, e.b === 1 ? `${left} >>> 0 ${comparison} ${right} >>> 0` : `${left} ${comparison} ${right}`);
}

function arithmetic(e: Emitter, left: string, right: string): string {
  const op: BinaryOp = e.a;
  const sign = INLINE[op];
  if (sign !== undefined) return `${left} ${sign} (${right}) | 0`;
  const isUnsigned = e.b === 1;
  switch (op) {
    case BinaryOp.MULTIPLY:
      return `${e.use('imul')}(${left}, ${right})`;
    case BinaryOp.LSHIFT:
      return isShort(right) ? `${left} << ${right}` : `${e.use('shiftLeft')}(${left}, ${right})`;
    case BinaryOp.RSHIFT:
      if (isShort(right)) return isUnsigned ? `(${left} >>> ${right}) | 0` : `${left} >> ${right}`;
      return `${e.use(isUnsigned ? 'shiftRightUnsigned' : 'shiftRight')}(${left}, ${right})`;
    case BinaryOp.FLOOR_DIVIDE:
      return `${e.use('floorDivide')}(${left}, ${right})`;
    default:
      return `${e.use('modulo')}(${left}, ${right})`;
  }
}

/** Writes a comparison, which gives a word, unless only a jump uses it. */
function compare(e: Emitter, test: string): void {
  const follows = (pc: number): Op | undefined => (e.flow.targets.has(pc) ? undefined : opAt(e.code.words, pc));
  const isJump = follows(e.next) === Op.WORD_TRUTH && isConditional(follows(e.next + 1));
  if (isJump) e.comparison = test;
  else e.result(`${test} ? 1 : 0`);
}

const isConditional = (op: Op | undefined): boolean => op === Op.POP_JUMP_IF_FALSE || op === Op.POP_JUMP_IF_TRUE;

function wordTruth(e: Emitter): void {
  const test = e.comparison ?? `${e.pop()} !== 0`;
  e.comparison = null;
  if (e.isFollowed && isConditional(opAt(e.code.words, e.next))) e.condition = test;
  else e.result(test);
}

function wordUnary(e: Emitter): void {
  const value = e.pop();
  e.result(e.a === UnaryOp.INVERT ? `~(${value})` : `0 - (${value}) | 0`);
}

/** An object that is an int of 32 bits is a word already. */
function toWord(e: Emitter): void {
  const value = e.pop();
  const general = `${e.use('toWord')}(${value}, ${e.a})`;
  e.emit(`${e.at};`);
  e.result(e.a === NativeType.BOOL ? general : `typeof ${value} === 'number' && ${value} === (${value} | 0) ? ${value} : ${general}`);
}

function toObject(e: Emitter): void {
  const below = e.a >> 4;
  const type = e.a & 15;
  const value = e.peek(below);
  e.emit(`${e.at};`);
  e.put(below, type === NativeType.BOOL ? `${value} !== 0` : `${e.use('toObject')}(${value}, ${type})`);
}

function wordStep(e: Emitter): void {
  e.result(`${e.pop()} + (${e.b}) | 0`);
}

function loadMemory(e: Emitter): void {
  const index = e.pop();
  const address = e.pop();
  e.charge();
  e.emit(`${e.at};`);
  e.result(`${e.use('loadMemory')}(L.runtime, ${e.a}, ${address}, ${index})`);
}

function storeMemory(e: Emitter): void {
  const [word, address, index] = e.take(3);
  e.charge();
  e.emit(`${e.at}; ${e.use('storeMemory')}(L.runtime, ${e.a}, ${address}, ${index}, ${word});`);
}

/** Emitters of machine code's words. */
export const WORDS = {
  [Op.TO_WORD]: toWord,
  [Op.TO_OBJECT]: toObject,
  [Op.WORD_UNARY]: wordUnary,
  [Op.WORD_BINARY]: wordBinary,
  [Op.WORD_TRUTH]: wordTruth,
  [Op.WORD_STEP]: wordStep,
  [Op.LOAD_MEMORY]: loadMemory,
  [Op.STORE_MEMORY]: storeMemory,
} satisfies Emitters;

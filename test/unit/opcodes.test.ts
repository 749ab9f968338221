/** The instruction set: what its columns say, and what `verify` refuses because of them. */
import { expect, test } from 'vitest';
import type { Code } from '../../src/bytecode/code.js';
import { INSTRUCTIONS, Op } from '../../src/bytecode/opcodes.js';
import { depthAfter, depthAtTarget, depthNeeded } from '../../src/bytecode/stack-effect.js';
import { BrokenPromise, verify } from '../../src/bytecode/verify.js';
import { compile } from '../../src/compiler/compile.js';
import { parse } from '../../src/syntax/parse.js';

const OPCODES = Object.values(Op).filter((op): op is Op => typeof op === 'number');
const named = (is: (op: Op) => boolean): string[] => OPCODES.filter(is).map((op) => Op[op]);

const compiled = (text: string): Code => compile(parse(text, 'file'), { filename: 'main.py' });

/** The Code with one instruction replaced. */
function damaged(code: Code, pc: number, op: number, a = 0): Code {
  const words = code.words.slice();
  words[pc * 2] = op | (a << 8);
  return { ...code, words };
}

const find = ({ words }: Code, op: Op): number => words.findIndex((word, i) => i % 2 === 0 && (word & 255) === op) / 2;

test('the notation of the value stack tells the depth that an instruction needs, and the depth behind it', () => {
  const depths = (op: Op, a = 0, b = 0): number[] => [depthNeeded(op, a, b), depthAfter(op, a, b, 20)];
  expect(depths(Op.STORE_SUBSCR)).toEqual([3, 17]);
  expect(depths(Op.BUILD_TUPLE, 5)).toEqual([5, 16]);
  expect(depths(Op.UNPACK_EX, 2 | (1 << 8))).toEqual([1, 23]);
  expect(depths(Op.CALL_METHOD_VAR_KW, 2 | (3 << 8))).toEqual([11, 10]);
  expect([0, 1, 2].map((kind) => depths(Op.STORE_COMP, kind))).toEqual([
    [1, 19],
    [2, 18],
    [1, 19],
  ]);
  expect([0, 1].map((flags) => depths(Op.MAKE_FUNCTION, 9, flags))).toEqual([
    [0, 21],
    [2, 19],
  ]);
  expect(depths(Op.TO_OBJECT, 3 << 4)).toEqual([4, 20]);
  expect(depths(Op.CUT, 4)).toEqual([4, 4]);
  expect(depths(Op.UNWIND, 4)).toEqual([5, 5]);
});

test('a jump may leave another depth than going on', () => {
  const ways = (op: Op): number[] => [depthAfter(op, 9, 0, 20), depthAtTarget(op, 20)];
  expect(ways(Op.JUMP_IF_TRUE_OR_POP)).toEqual([19, 20]);
  expect(ways(Op.FOR_ITER)).toEqual([21, 19]);
  expect(ways(Op.FOR_RANGE)).toEqual([21, 18]);
});

test('whatever has a target jumps, and nothing else does', () => {
  const jumps = named((op) => ['jump', 'branch', 'back'].includes(INSTRUCTIONS[op].flow));
  expect(jumps).toEqual(named((op) => INSTRUCTIONS[op].argument === 'target'));
  expect(jumps).toEqual(
    named((op) => INSTRUCTIONS[op].stack.includes('|') || op === Op.JUMP_BACK).filter((name) => name !== 'END_FINALLY'),
  );
});

test('verify refuses what is no opcode', () => {
  const code = compiled('a = 1\n');
  expect(() => verify(damaged(code, 0, OPCODES.length))).toThrow(new BrokenPromise('main.py <module>: instruction 0 has no opcode'));
});

test('verify refuses what takes more values than there are', () => {
  const code = compiled('a = b\n');
  for (const [op, a] of [
    [Op.ROT_TWO, 0],
    [Op.CUT, 2],
    [Op.UNWIND, 1],
  ] as const)
    expect(() => verify(damaged(code, 1, op, a))).toThrow('instruction 1 takes more values than there are');
});

test('verify refuses a call without a LOOK, a jump back, and an end without a return', () => {
  const code = compiled('def f(): pass\nif f(): f()\n');
  expect(() => verify(damaged(code, find(code, Op.LOOK), Op.CHARGE))).toThrow('is not followed by LOOK');
  expect(() => verify(damaged(code, find(code, Op.POP_JUMP_IF_FALSE), Op.POP_JUMP_IF_FALSE, 0))).toThrow('jumps back');
  expect(() => verify(damaged(code, find(code, Op.RETURN_VALUE), Op.POP_TOP))).toThrow('is outside the code');
});

test('verify refuses to let an exception strike where the stack is below the depth of its handler, at a jump, too', () => {
  const { POP_TOP, JUMP, CHECK, GO, LOAD_CONST, RETURN_VALUE } = Op;
  /** Code whose first instruction is in the range of a handler of this depth. */
  const guarded = (depth: number, first: Op, ...others: [Op, number][]): Code => {
    const last = others.length + 1;
    const program: [Op, number][] = [
      [first, 1],
      ...others,
      [POP_TOP, 0],
      ...Array<[Op, number]>(depth).fill([POP_TOP, 0]),
      [LOAD_CONST, 0],
      [RETURN_VALUE, 0],
    ];
    return {
      ...compiled('pass'),
      words: Int32Array.from(program.flatMap(([op, a]) => [op | (a << 8), 0])),
      lines: new Int32Array(program.length),
      handlers: Int32Array.from([0, 1, last, depth]),
      stackSize: 4,
      exceptDepth: 1,
    };
  };
  const ends: [Op, number][] = [
    [LOAD_CONST, 0],
    [RETURN_VALUE, 0],
  ];
  for (const op of [JUMP, CHECK]) {
    verify(guarded(0, op, ...ends));
    expect(() => verify(guarded(1, op, ...ends)), Op[op]).toThrow('instruction 0 is below the depth of its handler');
  }
  verify(guarded(1, GO, ...ends));
  // Of two handlers that lead to the same place, each is looked at.
  const twice = guarded(0, CHECK, ...ends);
  expect(() => verify({ ...twice, handlers: Int32Array.from([...twice.handlers, 0, 1, 3, 1]) })).toThrow('is reached with depths 1 and 2');
});

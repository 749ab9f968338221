/** The instruction set: what its columns say, and what `verify` refuses because of them. */
import { expect, test } from 'vitest';
import type { Code } from '../../src/bytecode/code.js';
import { INSTRUCTIONS, Op } from '../../src/bytecode/opcodes.js';
import { depthAfter, jumpEffect, stackEffect } from '../../src/bytecode/stack-effect.js';
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

test('the notation of the value stack tells the change of depth', () => {
  expect(stackEffect(Op.STORE_SUBSCR, 0)).toBe(-3);
  expect(stackEffect(Op.BUILD_TUPLE, 5)).toBe(-4);
  expect(stackEffect(Op.UNPACK_EX, 2 | (1 << 8))).toBe(3);
  expect(stackEffect(Op.CALL_METHOD_VAR_KW, 2 | (3 << 8))).toBe(-10);
  expect([0, 1, 2].map((kind) => stackEffect(Op.STORE_COMP, kind))).toEqual([-1, -2, -1]);
});

test('only of three instructions the argument does not tell it alone', () => {
  const isDynamic = (op: Op) => {
    try {
      return Number.isNaN(stackEffect(op, 0));
    } catch {
      return true;
    }
  };
  expect(named(isDynamic)).toEqual(['MAKE_FUNCTION', 'CUT', 'UNWIND']);
  expect(depthAfter(Op.MAKE_FUNCTION, 0, 0, 7)).toBe(8);
  expect(depthAfter(Op.MAKE_FUNCTION, 0, 1, 7)).toBe(6);
  expect(depthAfter(Op.CUT, 4, 0, 7)).toBe(4);
  expect(depthAfter(Op.UNWIND, 4, 0, 7)).toBe(5);
});

test('a jump may leave another depth than going on', () => {
  expect([stackEffect(Op.JUMP_IF_TRUE_OR_POP, 9), jumpEffect(Op.JUMP_IF_TRUE_OR_POP)]).toEqual([-1, 0]);
  expect([stackEffect(Op.FOR_ITER, 9), jumpEffect(Op.FOR_ITER)]).toEqual([1, -1]);
  expect([stackEffect(Op.FOR_RANGE, 9), jumpEffect(Op.FOR_RANGE)]).toEqual([1, -2]);
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

test('verify refuses a call without a LOOK, a jump back, and an end without a return', () => {
  const code = compiled('def f(): pass\nif f(): f()\n');
  expect(() => verify(damaged(code, find(code, Op.LOOK), Op.CHARGE))).toThrow('is not followed by LOOK');
  expect(() => verify(damaged(code, find(code, Op.POP_JUMP_IF_FALSE), Op.POP_JUMP_IF_FALSE, 0))).toThrow('jumps back');
  expect(() => verify(damaged(code, find(code, Op.RETURN_VALUE), Op.POP_TOP))).toThrow('is outside the code');
});

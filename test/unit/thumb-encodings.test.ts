/**
 * Machine code of the inline assembler beside that of another one: the halfwords are what LLVM's assembler (`llvm-mc --triple=thumbv7em
 * --mattr=+vfp4`) makes of the same instruction in ARM's syntax.
 */
import { describe, expect, it } from 'vitest';
import type { MachineCode } from '../../src/bytecode/code.js';
import { disassemble } from '../../src/bytecode/disassemble.js';
import { decodeCode, encodeCode } from '../../src/bytecode/serialize.js';
import { compile } from '../../src/compiler/compile.js';
import { parse } from '../../src/syntax/parse.js';
import { encode, encodingOf, fieldsOf, sizeOf } from '../../src/thumb/encodings.js';

function machineCode(body: readonly string[], head = 'def f():'): MachineCode {
  const source = `@micropython.asm_thumb\n${head}\n    ${body.join('\n    ')}\n`;
  const code = compile(parse(source, 'file'), { filename: 'f.py' });
  return code.children[0].machine as MachineCode;
}

function halfwords(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 2 }, (_, i) =>
    view
      .getUint16(2 * i, true)
      .toString(16)
      .padStart(4, '0'),
  );
}

/** What stands between the code that saves registers and the code that gives them back. */
const assembled = (...body: string[]): string => halfwords(machineCode(body).bytes).slice(1, -1).join(' ');

describe('an instruction is encoded as by another assembler', () => {
  it.each([
    ['lsl(r1, r2, 31)', '07d1'],
    ['lsr(r0, r7, 5)', '0978'],
    ['asr(r3, r4, 1)', '1063'],
    ['add(r1, r2, r3)', '18d1'],
    ['sub(r7, r6, r5)', '1b77'],
    ['add(r1, r2, 7)', '1dd1'],
    ['sub(r1, r2, 3)', '1ed1'],
    ['mov(r5, 255)', '25ff'],
    ['cmp(r5, 128)', '2d80'],
    ['add(r6, 200)', '36c8'],
    ['sub(r2, 17)', '3a11'],
    ['and_(r1, r2)', '4011'],
    ['eor(r3, r4)', '4063'],
    ['lsl(r5, r6)', '40b5'],
    ['lsr(r7, r0)', '40c7'],
    ['asr(r1, r3)', '4119'],
    ['adc(r2, r4)', '4162'],
    ['sbc(r5, r7)', '41bd'],
    ['ror(r0, r6)', '41f0'],
    ['tst(r1, r5)', '4229'],
    ['neg(r2, r3)', '425a'],
    ['cmp(r4, r5)', '42ac'],
    ['cmn(r6, r7)', '42fe'],
    ['orr(r0, r1)', '4308'],
    ['mul(r2, r3)', '435a'],
    ['bic(r4, r5)', '43ac'],
    ['mvn(r6, r7)', '43fe'],
    ['mov(r1, r2)', '4611'],
    ['mov(r8, r1)', '4688'],
    ['mov(r2, r12)', '4662'],
    ['mov(r1, pc)', '4679'],
    ['mov(r9, sp)', '46e9'],
    ['bx(lr)', '4770'],
    ['bx(r3)', '4718'],
    ['ldr(r1, [r2, 124])', '6fd1'],
    ['ldrh(r3, [r4, 62])', '8fe3'],
    ['ldrb(r5, [r6, 31])', '7ff5'],
    ['str(r7, [r0, 4])', '6047'],
    ['strh(r1, [r2, 2])', '8051'],
    ['strb(r3, [r4, 1])', '7063'],
    ['push({r0})', 'b401'],
    ['push({r1, r2, lr})', 'b506'],
    ['pop({r4, r7})', 'bc90'],
    ['pop({pc})', 'bd00'],
    ['push({r1, r8, r11})', 'e92d 0902'],
    ['pop({r0, r12, lr})', 'e8bd 5001'],
    ['movw(r0, 43981)', 'f64a 30cd'],
    ['movw(r10, 65535)', 'f64f 7aff'],
    ['movt(r3, 4660)', 'f2c1 2334'],
    ['clz(r1, r12)', 'fabc f18c'],
    ['rbit(r10, r2)', 'fa92 faa2'],
    ['sdiv(r0, r1, r2)', 'fb91 f0f2'],
    ['udiv(r10, r11, r12)', 'fbbb fafc'],
    ['mrs(r3, IPSR)', 'f3ef 8305'],
    ['mrs(r12, BASEPRI)', 'f3ef 8c11'],
    ['ldrex(r1, [r2, 252])', 'e852 1f3f'],
    ['strex(r3, r4, [r5, 8])', 'e845 4302'],
    ['cpsid(i)', 'b672'],
    ['cpsie(i)', 'b662'],
    ['nop()', 'bf00'],
    ['wfi()', 'bf30'],
    ['it(eq)', 'bf08'],
    ['ite(ne)', 'bf14'],
    ['itt(gt)', 'bfc4'],
    ['itete(cs)', 'bf2b'],
    ['ittee(mi)', 'bf47'],
    ['vadd(s1, s2, s3)', 'ee71 0a21'],
    ['vsub(s30, s31, s0)', 'ee3f fac0'],
    ['vmul(s4, s5, s6)', 'ee22 2a83'],
    ['vdiv(s7, s8, s9)', 'eec4 3a24'],
    ['vcmp(s1, s2)', 'eef4 0ac1'],
    ['vsqrt(s3, s4)', 'eef1 1ac2'],
    ['vneg(s5, s6)', 'eef1 2a43'],
    ['vcvt_f32_s32(s7, s8)', 'eef8 3ac4'],
    ['vcvt_s32_f32(s9, s10)', 'eefd 4ac5'],
    ['vmov(r1, s11)', 'ee15 1a90'],
    ['vmov(s12, r2)', 'ee06 2a10'],
    ['vmrs(APSR_nzcv, FPSCR)', 'eef1 fa10'],
    ['vmrs(r4, FPSCR)', 'eef1 4a10'],
    ['vldr(s13, [r1, 1020])', 'edd1 6aff'],
    ['vstr(s14, [r7, 4])', 'ed87 7a01'],
  ])('%s', (instruction, code) => {
    expect(assembled(instruction)).toBe(code);
  });
});

describe('a branch counts from the program counter, which is 4 bytes ahead', () => {
  it.each([
    ['b', 'e7fd', 'e001'],
    ['beq', 'd0fd', 'd001'],
    ['bgt_n', 'dcfd', 'dc01'],
    ['bgt_w', 'f73f affd', 'f300 8002'],
    ['bl', 'f7ff fffd', 'f000 f802'],
  ])('%s', (op, back, forward) => {
    expect(assembled('label(x)', 'nop()', `${op}(x)`)).toBe(`bf00 ${back}`);
    expect(assembled(`${op}(y)`, 'nop()', 'nop()', 'label(y)')).toBe(`${forward} bf00 bf00`);
  });
});

describe('directives', () => {
  it('data has so many bytes a number, the lowest first', () => {
    expect(assembled('data(2, 0x1234, 0x5678)', 'data(4, 0x12345678)', 'data(1, 1, 2)')).toBe('1234 5678 5678 1234 0201');
    expect(assembled('data(8, -1)')).toBe('ffff ffff 0000 0000');
  });

  it('align goes on at a multiple', () => {
    expect(assembled('align(4)', 'nop()', 'align(8)', 'nop()')).toBe('0000 bf00 0000 bf00');
  });

  it('movwt is two instructions', () => {
    expect(assembled('movwt(r1, 0x12345678)')).toBe(assembled('movw(r1, 0x5678)', 'movt(r1, 0x1234)'));
  });
});

it('a function saves the registers that its caller owns', () => {
  // push {r1, r4-r7, lr}; pop {r1, r4-r7, pc}
  expect(halfwords(machineCode(['pass']).bytes)).toEqual(['b5f2', 'bdf2']);
});

it('parameters are counted, and the annotation says what the result is', () => {
  const { parameters, result } = machineCode(['pass'], 'def f(r0, r1) -> uint:');
  expect([parameters, result]).toEqual([2, 'uint']);
  expect(machineCode(['pass']).result).toBe('int');
});

it('machine code survives being kept as text', () => {
  const code = compile(parse('@micropython.asm_thumb\ndef f(r0):\n    add(r0, 1)\n', 'file'), { filename: 'f.py' });
  const { machine } = decodeCode(encodeCode(code)).children[0];
  expect(machine).toEqual(code.children[0].machine);
  expect(machine?.bytes.length).toBe(6);
});

it('the listing shows its halfwords', () => {
  const code = compile(parse('@micropython.asm_thumb\ndef f(r0) -> uint:\n    add(r0, 1)\n', 'file'), { filename: 'f.py' });
  expect(disassemble(code)).toContain('<module>.0 f: assembler positional 1 returns uint\n     0000  b5f2 3001 bdf2\n');
});

it('what an encoding takes apart it puts together again', () => {
  const all = Array.from({ length: 0xe800 }, (_, first) => ({ first, encoding: encodingOf(first, 2) }));
  const known = all.filter(({ encoding }) => encoding !== undefined);
  expect(known.length).toBeGreaterThan(0xd000);
  expect(known.filter(({ first, encoding }) => encoding && encode(encoding.name, fieldsOf(encoding, first))[0] !== first)).toEqual([]);
  expect([sizeOf(0xe7ff), sizeOf(0xe800)]).toEqual([2, 4]);
});

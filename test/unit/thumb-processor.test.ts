/** The processor: what instructions do to registers, flags and memory, by the ARMv7-M Architecture Reference Manual. */
import { describe, expect, it } from 'vitest';
import { Fault, type Memory } from '../../src/thumb/core.js';
import { CORTEX_M4, CORTEX_M7 } from '../../src/thumb/core-times.js';
import { Processor } from '../../src/thumb/processor.js';

const CODE = 0x1000;
const STACK = 0x2000;

/** Memory from address 0, and what has been done to it. */
function memory(code: readonly number[]): Memory & { readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(STACK);
  const view = new DataView(bytes.buffer);
  for (const [i, halfword] of code.entries()) view.setUint16(CODE + 2 * i, halfword, true);
  return {
    bytes,
    read: (address, size) =>
      size === 1 ? view.getUint8(address) : size === 2 ? view.getUint16(address, true) : view.getUint32(address, true),
    write(address, size, value) {
      if (size === 1) view.setUint8(address, value);
      else if (size === 2) view.setUint16(address, value, true);
      else view.setUint32(address, value, true);
    },
    region: () => ({ start: 0, bytes }),
  };
}

const BX_LR = 0x4770;

interface Registers {
  readonly [register: `r${number}`]: number;
  readonly carry?: boolean;
}

/** Runs code, which returns by BX LR, with these registers. */
function run(code: readonly number[], registers: Registers = {}, times = CORTEX_M4) {
  const system = { masked: false, exception: 0 };
  const processor = new Processor(memory([...code, BX_LR]), system, times);
  processor.call(CODE, [], STACK);
  for (const [name, value] of Object.entries(registers)) {
    if (name === 'carry') processor.c = value;
    else processor.r[Number(name.slice(1))] = value;
  }
  const budget = { left: 1e6 };
  expect(processor.run(budget)).toBe('returned');
  const { n, z, c, v } = processor;
  const flags = `${n ? 'N' : ''}${z ? 'Z' : ''}${c ? 'C' : ''}${v ? 'V' : ''}`;
  const bxCycles = 1 + times.refill;
  return { r: processor.r, s: processor.s, bits: processor.bits, flags, system, cycles: 1e6 - budget.left - bxCycles, processor };
}

const MIN = -0x8000_0000;
const MAX = 0x7fff_ffff;

describe('flags of additions and subtractions (A2.2.1)', () => {
  const ADDS = 0x1888; // adds r0, r1, r2
  const SUBS = 0x1a88;
  it.each([
    ['adds', ADDS, 1, 2, 3, ''],
    ['adds', ADDS, -1, 1, 0, 'ZC'],
    ['adds', ADDS, MAX, 1, MIN, 'NV'],
    ['adds', ADDS, MIN, MIN, 0, 'ZCV'],
    ['subs', SUBS, 5, 5, 0, 'ZC'],
    ['subs', SUBS, 3, 5, -2, 'N'],
    ['subs', SUBS, MIN, 1, MAX, 'CV'],
    ['subs', SUBS, 0, 0, 0, 'ZC'],
  ])('%s %#', (_, code, r1, r2, result, flags) => {
    const { r, flags: found } = run([code], { r1, r2 });
    expect([r[0], found]).toEqual([result, flags]);
  });

  it('adc and sbc take the carry in', () => {
    expect(run([0x4148], { r0: 1, r1: 2, carry: true }).r[0]).toBe(4);
    expect(run([0x4148], { r0: -1, r1: 0, carry: true }).flags).toBe('ZC');
    expect(run([0x4188], { r0: 5, r1: 2, carry: false }).r[0]).toBe(2);
    expect(run([0x4188], { r0: 5, r1: 2, carry: true }).r[0]).toBe(3);
  });

  it('cmp, cmn and tst change flags alone', () => {
    expect(run([0x4288], { r0: 1, r1: 2 })).toMatchObject({ flags: 'N' });
    expect(run([0x42c8], { r0: 1, r1: -1 })).toMatchObject({ flags: 'ZC' });
    expect(run([0x4208], { r0: 4, r1: 3, carry: true })).toMatchObject({ flags: 'ZC' });
  });
});

describe('shifts by a register take its lowest byte', () => {
  it.each([
    ['lsl', 0x4088, 1, 31, MIN, 'N'],
    ['lsl', 0x4088, 3, 31, MIN, 'NC'],
    ['lsl', 0x4088, 1, 32, 0, 'ZC'],
    ['lsl', 0x4088, 1, 33, 0, 'Z'],
    ['lsl', 0x4088, 1, 256, 1, ''],
    ['lsr', 0x40c8, MIN, 31, 1, ''],
    ['lsr', 0x40c8, MIN, 32, 0, 'ZC'],
    ['lsr', 0x40c8, -1, 40, 0, 'Z'],
    ['asr', 0x4108, MIN, 40, -1, 'NC'],
    ['asr', 0x4108, 6, 2, 1, 'C'],
    ['ror', 0x41c8, 1, 1, MIN, 'NC'],
    ['ror', 0x41c8, MIN, 32, MIN, 'NC'],
  ])('%s %#', (_, code, r0, r1, result, flags) => {
    const { r, flags: found } = run([code], { r0, r1 });
    expect([r[0], found]).toEqual([result, flags]);
  });

  it('an immediate shift to the right by 0 is one by 32 (A7.4.2)', () => {
    expect(run([0x0808], { r1: MIN })).toMatchObject({ flags: 'ZC' }); // lsrs r0, r1, #32
    expect(run([0x1008], { r1: MIN }).r[0]).toBe(-1); // asrs r0, r1, #32
    expect(run([0x0008], { r1: 7, carry: true })).toMatchObject({ flags: 'C' }); // lsls r0, r1, #0
  });
});

describe('numbers', () => {
  it('a division by 0 gives 0, and the least by −1 is itself', () => {
    expect(run([0xfb91, 0xf0f2], { r1: 7, r2: 0 }).r[0]).toBe(0);
    expect(run([0xfb91, 0xf0f2], { r1: MIN, r2: -1 }).r[0]).toBe(MIN);
    expect(run([0xfb91, 0xf0f2], { r1: -7, r2: 2 }).r[0]).toBe(-3);
    expect(run([0xfbb1, 0xf0f2], { r1: -1, r2: 16 }).r[0]).toBe(0x0fff_ffff);
  });

  it('clz, rbit, rev, sign and zero extension', () => {
    expect(run([0xfab1, 0xf081], { r1: 0 }).r[0]).toBe(32);
    expect(run([0xfa91, 0xf0a1], { r1: 1 }).r[0]).toBe(MIN);
    expect(run([0xba08], { r1: 0x1234_5678 }).r[0]).toBe(0x7856_3412);
    expect(run([0xba48], { r1: 0x1234_5678 }).r[0]).toBe(0x3412_7856);
    expect(run([0xbac8], { r1: 0x80 }).r[0]).toBe(-0x8000);
    expect(run([0xb248], { r1: 0x1ff }).r[0]).toBe(-1);
    expect(run([0xb288], { r1: -1 }).r[0]).toBe(0xffff);
  });

  it('long products', () => {
    expect([...run([0xfba2, 0x0103], { r2: -1, r3: -1 }).r.slice(0, 2)]).toEqual([1, -2]); // umull r0, r1, r2, r3
    expect([...run([0xfb82, 0x0103], { r2: -2, r3: 3 }).r.slice(0, 2)]).toEqual([-6, -1]); // smull
    expect(run([0xfb01, 0x3002], { r1: 6, r2: 7, r3: 1 }).r[0]).toBe(43); // mla r0, r1, r2, r3
    expect(run([0xfb01, 0x3012], { r1: 6, r2: 7, r3: 1 }).r[0]).toBe(-41); // mls
  });

  it('movw clears the upper half, movt keeps the lower', () => {
    expect(run([0xf245, 0x6078, 0xf2c1, 0x2034], { r0: -1 }).r[0]).toBe(0x1234_5678);
  });
});

describe('conditions', () => {
  // cmp r0, r1; b<cond> over movs r2, #1
  const taken = (condition: number, r0: number, r1: number): boolean =>
    run([0x4288, 0xd000 | (condition << 8), 0x2201], { r0, r1 }).r[2] === 0;
  it.each([
    ['eq', 0, [1, 1], [1, 2]],
    ['ne', 1, [1, 2], [1, 1]],
    ['cs', 2, [2, 1], [1, 2]],
    ['cc', 3, [1, 2], [2, 1]],
    ['mi', 4, [1, 2], [2, 1]],
    ['pl', 5, [2, 1], [1, 2]],
    ['vs', 6, [MIN, 1], [1, 1]],
    ['vc', 7, [1, 1], [MIN, 1]],
    ['hi', 8, [-1, 1], [1, 1]],
    ['ls', 9, [1, 1], [-1, 1]],
    ['ge', 10, [1, -1], [-1, 1]],
    ['lt', 11, [MIN, 1], [1, 1]],
    ['gt', 12, [1, MIN], [1, 1]],
    ['le', 13, [1, 1], [2, 1]],
  ])('%s', (_, condition, yes, no) => {
    expect([taken(condition, yes[0], yes[1]), taken(condition, no[0], no[1])]).toEqual([true, false]);
  });

  it('an IT block chooses, and its narrow instructions leave the flags alone (A7.3)', () => {
    // cmp r0, #0; ittee eq; moveq r1, #1; addeq r1, r1; movne r1, #5; addne r1, r1
    const code = [0x2800, 0xbf07, 0x2101, 0x1849, 0x2105, 0x1849];
    expect(run(code, { r0: 0 })).toMatchObject({ flags: 'ZC' });
    expect(run(code, { r0: 0 }).r[1]).toBe(2);
    expect(run(code, { r0: 1 }).r[1]).toBe(10);
  });

  it('a comparison in an IT block sets them', () => {
    expect(run([0x2800, 0xbf08, 0x2905], { r0: 0, r1: 5 })).toMatchObject({ flags: 'ZC' }); // it eq; cmpeq r1, #5
  });
});

describe('memory', () => {
  it('loads extend, stores cut off', () => {
    // strb r1, [r0]; ldrb r2, [r0]; ldrsb r3, [r0, r4]; strh r1, [r0, #2]; ldrh r5, [r0, #2]; ldrsh r6, [r0, r7]
    const { r } = run([0x7001, 0x7802, 0x5703, 0x8041, 0x8845, 0x5fc6], { r0: 0x100, r1: 0x1fe80, r7: 2 });
    expect([r[2], r[3], r[5], r[6]]).toEqual([0x80, -128, 0xfe80, -384]);
  });

  it('words need not be aligned, lists of registers must be', () => {
    expect(run([0x6001, 0x6802], { r0: 0x101, r1: 77 }).r[2]).toBe(77);
    expect(() => run([0xc806], { r0: 0x101 })).toThrow(expect.any(Fault)); // ldm r0!, {r1, r2}
  });

  it('push and pop go down and up, the lowest register lowest', () => {
    const { r, processor } = run([0xb406, 0x9b00, 0xbc30], { r1: 11, r2: 22 }); // push {r1, r2}; ldr r3, [sp]; pop {r4, r5}
    expect([r[3], r[4], r[5], processor.r[13]]).toEqual([11, 11, 22, STACK]);
  });

  it('the program counter of a load is that of the word', () => {
    // ldr r0, [pc, …]; b over the data; .word
    expect(run([0x4800, 0xe001, 0x5678, 0x1234]).r[0]).toBe(0x1234_5678);
    expect(run([0xbf00, 0x4801, 0xe002, 0xbf00, 0x5678, 0x1234]).r[0]).toBe(0x1234_5678);
  });

  it('code that changes itself runs as changed', () => {
    // strh r1, [r0]: the instruction behind it becomes movs r2, #7
    expect(run([0x8001, 0x2201], { r0: CODE + 2, r1: 0x2207 }).r[2]).toBe(7);
  });

  it('an exclusive store is made once for a mark', () => {
    // ldrex r1, [r0]; strex r2, r4, [r0]; strex r3, r4, [r0]
    const { r } = run([0xe850, 0x1f00, 0xe840, 0x4200, 0xe840, 0x4300], { r0: 0x100, r4: 9, r2: 5, r3: 5 });
    expect([r[2], r[3]]).toEqual([0, 1]);
  });
});

describe('calls', () => {
  it('bl keeps where it came from, bx returns', () => {
    // mov r5, lr; bl +2; b +4; adds r0, #1; bx lr; mov lr, r5
    expect(run([0x4675, 0xf000, 0xf801, 0xe001, 0x3001, 0x4770, 0x46ae], { r0: 1 }).r[0]).toBe(2);
  });

  it('an even address is no code (A4.1.1)', () => {
    expect(() => run([0x4700], { r0: CODE })).toThrow(expect.objectContaining({ text: expect.stringContaining('0x00001000') }));
  });

  it('an encoding that is not known is named', () => {
    expect(() => run([0xdeff])).toThrow(expect.objectContaining({ text: 'instruction 0xdeff is not simulated' }));
    expect(() => run([0xf3af, 0x80ff])).toThrow(expect.objectContaining({ text: 'instruction 0xf3af80ff is not simulated' }));
  });
});

describe('the floating-point unit', () => {
  const bits = (value: number): number => new Int32Array(new Float32Array([value]).buffer)[0];
  /** s0 = r0, s1 = r1, an instruction of both into s2, r0 = s2, r1 = FPSCR. */
  const compute = (first: number, second: number, r0: number, r1: number) => {
    const { r } = run([0xee00, 0x0a10, 0xee00, 0x1a90, first, second, 0xee11, 0x0a10, 0xeef1, 0x1a10], { r0, r1 });
    return [r[0], r[1]];
  };
  const VADD = [0xee30, 0x1a20] as const;
  const VSUB = [0xee30, 0x1a60] as const;
  const VMUL = [0xee20, 0x1a20] as const;
  const VDIV = [0xee80, 0x1a20] as const;
  const [INVALID, DIVISION_BY_ZERO, OVERFLOW, UNDERFLOW, INEXACT] = [1, 2, 4, 8, 16];
  it.each([
    ['exact', VADD, 1.5, 2.25, 3.75, 0],
    ['rounded', VADD, 1, 2 ** -30, 1, INEXACT],
    ['rounded', VSUB, 1, 2 ** -60, 1, INEXACT],
    ['exact', VMUL, 3, 0.5, 1.5, 0],
    ['too large', VMUL, 2 ** 100, 2 ** 100, Number.POSITIVE_INFINITY, OVERFLOW | INEXACT],
    ['denormal, exact', VMUL, 2 ** -100, 2 ** -40, 2 ** -140, 0],
    ['too small', VMUL, 2 ** -100, 2 ** -100, 0, UNDERFLOW | INEXACT],
    ['exact', VDIV, 1, 4, 0.25, 0],
    ['rounded', VDIV, 1, 3, 1 / 3, INEXACT],
    ['by zero', VDIV, 1, 0, Number.POSITIVE_INFINITY, DIVISION_BY_ZERO],
  ])('%s %#', (_, [first, second], a, b, result, exceptions) => {
    expect(compute(first, second, bits(a), bits(b))).toEqual([bits(Math.fround(result)), exceptions]);
  });

  it('what is no number is the default NaN, and a NaN keeps its payload, made quiet (A2.5.6)', () => {
    expect(compute(...VDIV, 0, 0)).toEqual([0x7fc0_0000, INVALID]);
    expect(compute(...VADD, 0x7fc0_1234, bits(1))).toEqual([0x7fc0_1234, 0]);
    expect(compute(...VADD, bits(1), 0x7f80_1234)).toEqual([0x7fc0_1234, INVALID]);
  });

  it.each([
    ['less', 1, 2, 'N'],
    ['equal', 2, 2, 'ZC'],
    ['equal', 0, -0, 'ZC'],
    ['greater', 3, 2, 'C'],
    ['unordered', Number.NaN, 2, 'CV'],
  ])('flags of a comparison: %s (A2.5.8)', (_, a, b, flags) => {
    // vmov s0, r0; vmov s1, r1; vcmpe s0, s1; vmrs APSR_nzcv, FPSCR
    const found = run([0xee00, 0x0a10, 0xee00, 0x1a90, 0xeeb4, 0x0ae0, 0xeef1, 0xfa10], { r0: bits(a), r1: bits(b) });
    expect(found.flags).toBe(flags);
  });

  it('an int of a float is cut off, and as large as there is', () => {
    // vmov s0, r0; vcvt.s32.f32 s0, s0; vmov r0, s0
    const toInt = (value: number): number => run([0xee00, 0x0a10, 0xeebd, 0x0ac0, 0xee10, 0x0a10], { r0: bits(value) }).r[0];
    expect([toInt(-1.9), toInt(3e9), toInt(-3e9), toInt(Number.NaN)]).toEqual([-1, MAX, MIN, 0]);
  });

  it('FPSCR keeps the bits that there are; those of other modes are not simulated', () => {
    const written = (r0: number): number => run([0xeee1, 0x0a10, 0xeef1, 0x1a10], { r0 }).r[1]; // vmsr FPSCR, r0; vmrs r1, FPSCR
    expect(written(0xf83f_ffff | 0)).toBe(0xf000_009f | 0);
    expect(() => written(0x0040_0000)).toThrow(Fault);
  });

  it('roots and signs', () => {
    expect(compute(0xeeb1, 0x1ac0, bits(2), 0)).toEqual([bits(Math.fround(Math.SQRT2)), INEXACT]); // vsqrt s2, s0
    expect(compute(0xeeb1, 0x1ac0, bits(-1), 0)).toEqual([0x7fc0_0000, INVALID]);
    expect(compute(0xeeb1, 0x1a40, 0x7f80_0001, 0)).toEqual([0xff80_0001 | 0, 0]); // vneg
  });
});

describe('time (DDI 0439B, tables 3-1 and 7-1)', () => {
  it.each([
    ['an addition', [0x1888], 1],
    ['a load', [0x6801], 2],
    ['a store', [0x6001], 1],
    ['push of two', [0xb406], 3],
    ['a branch', [0xe7ff], 3],
    ['a branch that is not taken', [0xd0ff], 1],
    ['a long quotient', [0xfbb3, 0xf4f5], 12],
    ['a short one', [0xfbb5, 0xf4f3], 2],
    ['a quotient of floats', [0xee80, 0x1a20], 14],
  ])('%s', (_, code, cycles) => {
    expect(run(code, { r0: 0x100, r3: -1, r5: 1 }).cycles).toBe(cycles);
  });

  it('a loop of three instructions takes 5 cycles a turn, 3 on a Cortex-M7', () => {
    const loop = [0x3901, 0x2900, 0xdcfc]; // subs r1, #1; cmp r1, #0; bgt
    const turns = (count: number, times: typeof CORTEX_M4): number => run(loop, { r1: count }, times).cycles;
    expect(turns(101, CORTEX_M4) - turns(1, CORTEX_M4)).toBe(500);
    expect(turns(101, CORTEX_M7) - turns(1, CORTEX_M7)).toBe(300);
  });

  it('a run ends when the budget does, and goes on', () => {
    const processor = new Processor(memory([0x3001, 0x3001, 0x3001, BX_LR]), { masked: false, exception: 0 }, CORTEX_M4);
    processor.call(CODE, [], STACK);
    expect(processor.run({ left: -1 })).toBe('paused');
    expect([processor.r[0], processor.next]).toEqual([1, CODE + 2]);
    expect(processor.run({ left: 100 })).toBe('returned');
    expect(processor.r[0]).toBe(3);
  });
});

describe('the system', () => {
  it('cps masks interrupts, mrs reads special registers', () => {
    expect(run([0xb672]).system.masked).toBe(true);
    expect(run([0xb672, 0xb662]).system.masked).toBe(false);
    expect(run([0xb672, 0xf3ef, 0x8010]).r[0]).toBe(1);
    expect(run([0xf3ef, 0x8000], { carry: true }).r[0]).toBe(0x2000_0000);
  });

  it('wfi sleeps', () => {
    const processor = new Processor(memory([0xbf30, BX_LR]), { masked: false, exception: 0 }, CORTEX_M4);
    processor.call(CODE, [], STACK);
    expect([processor.run({ left: 9 }), processor.run({ left: 9 })]).toEqual(['sleeping', 'returned']);
  });
});

/**
 * Programs of machine code: functions of random Thumb-2 instructions, called with words and floats at the edges of what the instructions
 * handle. Each call shows every register, the flags, and the state of the floating-point unit.
 */
import { type EncodingName, encode, type Fields } from '../../src/thumb/encodings.js';
import { Dice } from './dice.js';

const FUNCTIONS = 6;
const CALLS = 3;
/** r7 points to the buffer from which the registers are loaded and to which they are stored. */
const BUFFER_REGISTER = 7;
/** The number of registers of each kind that the random instructions use. */
const WORDS = 7;
const FLOATS = 8;

const NARROW: readonly EncodingName[] = [
  ...(['LSL_immediate', 'LSR_immediate', 'ASR_immediate', 'ADD_register', 'SUB_register', 'ADD_immediate3', 'SUB_immediate3'] as const),
  ...(['MOV_immediate', 'CMP_immediate', 'ADD_immediate8', 'SUB_immediate8', 'AND', 'EOR', 'LSL_register', 'LSR_register'] as const),
  ...(['ASR_register', 'ADC', 'SBC', 'ROR', 'TST', 'RSB', 'CMP_register', 'CMN', 'ORR', 'MUL', 'BIC', 'MVN', 'ADD_high'] as const),
  ...(['CMP_high', 'MOV_register', 'SXTH', 'SXTB', 'UXTH', 'UXTB', 'REV', 'REV16', 'REVSH'] as const),
];
const WIDE: readonly EncodingName[] = ['MOVW', 'MOVT', 'MLA', 'MLS', 'SDIV', 'UDIV'];
const COUNTING: readonly EncodingName[] = ['CLZ', 'RBIT'];
const LONG: readonly EncodingName[] = ['SMULL', 'UMULL'];
const TRANSFERS: readonly EncodingName[] = [
  ...(['STR_immediate', 'LDR_immediate', 'STRB_immediate', 'LDRB_immediate', 'STRH_immediate', 'LDRH_immediate'] as const),
];
const FLOATING: readonly EncodingName[] = [
  ...(['VADD', 'VSUB', 'VMUL', 'VDIV', 'VMOV_register', 'VABS', 'VNEG', 'VSQRT', 'VCMP', 'VCMP_zero', 'VCVT_from_int'] as const),
  ...(['VCVT_to_int', 'VMOV_core', 'VMRS', 'VLDR', 'VSTR'] as const),
];

const CONDITIONS = ['eq', 'ne', 'cs', 'cc', 'mi', 'pl', 'vs', 'vc', 'hi', 'ls', 'ge', 'lt', 'gt', 'le'];
/** Ints and floats by their bits: zeros, ones, the largest and smallest, infinities, quiet and signalling NaNs, floats that no int holds. */
const EDGES = [
  ...[0, 1, 2, 31, 32, 33, 255, 0xffff, 0x7fffffff, 0x80000000, 0x80000001, 0xffffffff, 0x00ff00ff, 0x12345678],
  ...[0x3f800000, 0xbf800000, 0x7f800000, 0xff800000, 0x7fc00000, 0x7fa00001, 0x00800000, 0x7f7fffff, 0x4f000000, 0xcf000000],
  ...[0x4b000001, 0x3f000000, 0x3fc00000, 0xc0200000, 0x5f000000, 0x40490fdb],
];

/** The program of a seed. */
export function assemblyProgram(seed: number): string {
  return new AssemblyWriter(new Dice(seed)).program();
}

class AssemblyWriter {
  constructor(private readonly dice: Dice) {}

  program(): string {
    const lines = ['import struct'];
    for (let i = 0; i < FUNCTIONS; i++) lines.push(...this.#function(`f${i}`));
    lines.push(
      'def show(f, a, b, words):',
      '    buffer = bytearray(64)',
      '    struct.pack_into("<15I", buffer, 0, *words)',
      '    print(f(a, b, buffer), [hex(x) for x in struct.unpack("<16I", buffer)])',
    );
    for (let i = 0; i < FUNCTIONS * CALLS; i++) {
      const words = Array.from({ length: WORDS + FLOATS }, () => this.#word());
      lines.push(`show(f${i % FUNCTIONS}, ${this.#word()}, ${this.#word()}, [${words.join(', ')}])`);
    }
    return `${lines.join('\n')}\n`;
  }

  #function(name: string): string[] {
    const every = (mnemonic: string, letter: string, first: number, count: number, at: number): string[] =>
      Array.from({ length: count }, (_, i) => `${mnemonic}(${letter}${first + i}, [r7, ${at + 4 * i}])`);
    const body = [
      'mov(r7, r2)',
      'mov(r6, 0)',
      this.#put('VMSR', { t: 6 }),
      'cmp(r6, 0)', // Sets the flags, which depend on the code before.
      ...every('ldr', 'r', 2, WORDS - 2, 8),
      ...every('vldr', 's', 0, FLOATS, 4 * WORDS),
      ...this.dice.some(3, 16, () => this.#step()).flat(),
      ...every('str', 'r', 0, WORDS, 0),
      ...every('vstr', 's', 0, FLOATS, 4 * WORDS),
      this.#put('VMRS', { t: 1 }),
      'str(r1, [r7, 60])',
      this.#put('MRS', { d: 0, y: 0 }),
      'lsr(r0, r0, 27)',
    ];
    return ['@micropython.asm_thumb', `def ${name}(r0, r1, r2):`, ...body.map((line) => `    ${line}`)];
  }

  /** An instruction, or a conditional block of several. */
  #step(): string[] {
    const { dice } = this;
    if (!dice.once(6)) return [this.#instruction()];
    const further = dice.some(0, 3, () => dice.pick(['t', 'e']));
    return [`it${further.join('')}(${dice.pick(CONDITIONS)})`, this.#instruction(), ...further.map(() => this.#instruction())];
  }

  #instruction(): string {
    const { dice } = this;
    const register = (): number => dice.below(WORDS);
    const kind = dice.below(10);
    if (kind < 5) return this.#put(dice.pick(NARROW), { d: register(), m: register(), n: register(), i: dice.below(256) });
    if (kind < 6) {
      // Stays within the buffer.
      const name = dice.pick(TRANSFERS);
      const most = name.startsWith('LDR_') || name.startsWith('STR_') ? 16 : 32;
      return this.#put(name, { t: register(), n: BUFFER_REGISTER, i: dice.below(most) });
    }
    if (kind < 8) return this.#wide(register);
    return this.#floating(register);
  }

  #wide(register: () => number): string {
    const { dice } = this;
    const kind = dice.below(10);
    const [d, n, m] = [register(), register(), register()];
    if (kind < 2) return this.#put(dice.pick(COUNTING), { d, n, m: n });
    if (kind < 4) return this.#put(dice.pick(LONG), { l: d, h: (d + 1 + dice.below(WORDS - 1)) % WORDS, n, m });
    const half = { i: dice.below(16), j: dice.below(2), k: dice.below(8), l: dice.below(256) };
    return this.#put(dice.pick(WIDE), { d, n, m, a: register(), ...half });
  }

  #floating(register: () => number): string {
    const { dice } = this;
    const float = (lower: string, upper: string): Fields => {
      const number = dice.below(FLOATS);
      return { [lower]: number >> 1, [upper]: number & 1 };
    };
    const name = dice.pick(FLOATING);
    const fields = { ...float('d', 'D'), ...float('n', 'N'), ...float('m', 'M'), e: dice.below(2), s: dice.below(2), z: dice.below(2) };
    if (name === 'VLDR' || name === 'VSTR') return this.#put(name, { ...fields, n: BUFFER_REGISTER, u: 1, i: dice.below(16) });
    if (name === 'VMRS') return this.#put(name, { t: dice.once(2) ? 15 : register() });
    return this.#put(name, { ...fields, o: dice.below(2), t: register() });
  }

  #put(name: EncodingName, fields: Fields): string {
    const halves = encode(name, fields).map((half) => `0x${half.toString(16)}`);
    return `data(2, ${halves.join(', ')})  # ${name}`;
  }

  #word(): string {
    const { dice } = this;
    const word = dice.once(3) ? dice.below(0x10000) * 0x10000 + dice.below(0x10000) : dice.pick(EDGES);
    return `0x${word.toString(16)}`;
  }
}

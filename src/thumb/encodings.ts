/**
 * THE encodings of Thumb-2 instructions that are known here, as the ARMv7-M Architecture Reference Manual (DDI 0403E) prints them. The
 * assembler uses them to make instructions, the processor to decode them.
 *
 * A pattern is a sequence of bits, the highest first: 0, 1, and letters, which are fields. The bits of a field are in order, but not always
 * adjacent. Where the manual takes the lowest bit of a register's number from elsewhere, that bit is a separate field.
 */

const PATTERNS = {
  // A5.2.1: shift, add, subtract, move, compare
  LSL_immediate: '00000 iiiii mmm ddd',
  LSR_immediate: '00001 iiiii mmm ddd',
  ASR_immediate: '00010 iiiii mmm ddd',
  ADD_register: '0001100 mmm nnn ddd',
  SUB_register: '0001101 mmm nnn ddd',
  ADD_immediate3: '0001110 iii nnn ddd',
  SUB_immediate3: '0001111 iii nnn ddd',
  MOV_immediate: '00100 ddd iiiiiiii',
  CMP_immediate: '00101 nnn iiiiiiii',
  ADD_immediate8: '00110 ddd iiiiiiii',
  SUB_immediate8: '00111 ddd iiiiiiii',
  // A5.2.2: data processing
  AND: '0100000000 mmm ddd',
  EOR: '0100000001 mmm ddd',
  LSL_register: '0100000010 mmm ddd',
  LSR_register: '0100000011 mmm ddd',
  ASR_register: '0100000100 mmm ddd',
  ADC: '0100000101 mmm ddd',
  SBC: '0100000110 mmm ddd',
  ROR: '0100000111 mmm ddd',
  TST: '0100001000 mmm ddd',
  RSB: '0100001001 mmm ddd',
  CMP_register: '0100001010 mmm ddd',
  CMN: '0100001011 mmm ddd',
  ORR: '0100001100 mmm ddd',
  MUL: '0100001101 mmm ddd',
  BIC: '0100001110 mmm ddd',
  MVN: '0100001111 mmm ddd',
  // A5.2.3: special data, branch and exchange
  ADD_high: '01000100 d mmmm ddd',
  CMP_high: '01000101 d mmmm ddd',
  MOV_register: '01000110 d mmmm ddd',
  BX: '010001110 mmmm 000',
  BLX: '010001111 mmmm 000',
  // A5.2.4: loads and stores
  LDR_literal: '01001 ttt iiiiiiii',
  STR_register: '0101000 mmm nnn ttt',
  STRH_register: '0101001 mmm nnn ttt',
  STRB_register: '0101010 mmm nnn ttt',
  LDRSB_register: '0101011 mmm nnn ttt',
  LDR_register: '0101100 mmm nnn ttt',
  LDRH_register: '0101101 mmm nnn ttt',
  LDRB_register: '0101110 mmm nnn ttt',
  LDRSH_register: '0101111 mmm nnn ttt',
  STR_immediate: '01100 iiiii nnn ttt',
  LDR_immediate: '01101 iiiii nnn ttt',
  STRB_immediate: '01110 iiiii nnn ttt',
  LDRB_immediate: '01111 iiiii nnn ttt',
  STRH_immediate: '10000 iiiii nnn ttt',
  LDRH_immediate: '10001 iiiii nnn ttt',
  STR_stack: '10010 ttt iiiiiiii',
  LDR_stack: '10011 ttt iiiiiiii',
  ADR: '10100 ddd iiiiiiii',
  ADD_to_stack: '10101 ddd iiiiiiii',
  // A5.2.5: miscellaneous
  ADD_stack: '101100000 iiiiiii',
  SUB_stack: '101100001 iiiiiii',
  CBZ: '101100 i 1 iiiii nnn',
  CBNZ: '101110 i 1 iiiii nnn',
  SXTH: '1011001000 mmm ddd',
  SXTB: '1011001001 mmm ddd',
  UXTH: '1011001010 mmm ddd',
  UXTB: '1011001011 mmm ddd',
  PUSH: '1011010 l rrrrrrrr',
  CPS: '10110110011 s 0 0 1 f',
  REV: '1011101000 mmm ddd',
  REV16: '1011101001 mmm ddd',
  REVSH: '1011101011 mmm ddd',
  POP: '1011110 l rrrrrrrr',
  NOP: '1011111100000000',
  YIELD: '1011111100010000',
  WFE: '1011111100100000',
  WFI: '1011111100110000',
  SEV: '1011111101000000',
  IT: '10111111 cccc mmmm',
  // A5.2, the rest
  STM: '11000 nnn rrrrrrrr',
  LDM: '11001 nnn rrrrrrrr',
  B_conditional: '1101 cccc iiiiiiii',
  B: '11100 iiiiiiiiiii',
  // A5.3.3, A5.3.4: plain immediates, branches, control
  MOVW: '11110 j 100100 iiii  0 kkk dddd llllllll',
  MOVT: '11110 j 101100 iiii  0 kkk dddd llllllll',
  B_conditional_wide: '11110 s cccc hhhhhh  10 j 0 k lllllllllll',
  B_wide: '11110 s hhhhhhhhhh  10 j 1 k lllllllllll',
  BL: '11110 s hhhhhhhhhh  11 j 1 k lllllllllll',
  MRS: '1111001111101111  1000 dddd yyyyyyyy',
  MSR: '111100111000 nnnn  10001000 yyyyyyyy',
  BARRIER: '1111001110111111  1000111101 bb oooo',
  // A5.3.5, A5.3.6: multiple and exclusive
  PUSH_wide: '1110100100101101  rrrrrrrrrrrrrrrr',
  POP_wide: '1110100010111101  rrrrrrrrrrrrrrrr',
  STREX: '111010000100 nnnn  tttt dddd iiiiiiii',
  LDREX: '111010000101 nnnn  tttt 1111 iiiiiiii',
  // A5.3.15 to A5.3.17: bits, multiplication, division
  CLZ: '111110101011 nnnn  1111 dddd 1000 mmmm',
  RBIT: '111110101001 nnnn  1111 dddd 1010 mmmm',
  MLA: '111110110000 nnnn  aaaa dddd 0000 mmmm',
  MLS: '111110110000 nnnn  aaaa dddd 0001 mmmm',
  SMULL: '111110111000 nnnn  llll hhhh 0000 mmmm',
  UMULL: '111110111010 nnnn  llll hhhh 0000 mmmm',
  SDIV: '111110111001 nnnn  1111 dddd 1111 mmmm',
  UDIV: '111110111011 nnnn  1111 dddd 1111 mmmm',
  // A6: floating point, single precision
  VADD: '111011100 D 11 nnnn  dddd 1010 N 0 M 0 mmmm',
  VSUB: '111011100 D 11 nnnn  dddd 1010 N 1 M 0 mmmm',
  VMUL: '111011100 D 10 nnnn  dddd 1010 N 0 M 0 mmmm',
  VDIV: '111011101 D 00 nnnn  dddd 1010 N 0 M 0 mmmm',
  VMOV_register: '111011101 D 110000  dddd 1010 01 M 0 mmmm',
  VABS: '111011101 D 110000  dddd 1010 11 M 0 mmmm',
  VNEG: '111011101 D 110001  dddd 1010 01 M 0 mmmm',
  VSQRT: '111011101 D 110001  dddd 1010 11 M 0 mmmm',
  VCMP: '111011101 D 110100  dddd 1010 e 1 M 0 mmmm',
  VCMP_zero: '111011101 D 110101  dddd 1010 e 1 0 0 0000',
  VCVT_from_int: '111011101 D 111000  dddd 1010 s 1 M 0 mmmm',
  VCVT_to_int: '111011101 D 11110 s  dddd 1010 z 1 M 0 mmmm',
  VMOV_core: '11101110000 o nnnn  tttt 1010 N 0010000',
  VMRS: '1110111011110001  tttt 101000010000',
  VMSR: '1110111011100001  tttt 101000010000',
  VLDR: '11101101 u D 01 nnnn  dddd 1010 iiiiiiii',
  VSTR: '11101101 u D 00 nnnn  dddd 1010 iiiiiiii',
} as const;

/** The name of an encoding: the manual's mnemonic, and which of its encodings it is. */
export type EncodingName = keyof typeof PATTERNS;

/** The fields of an instruction by their letters. */
export type Fields = Readonly<Record<string, number>>;

/** An encoding, read from its pattern. */
interface Encoding {
  readonly name: EncodingName;
  /** Bytes of an instruction. */
  readonly size: 2 | 4;
  /** An instruction has this encoding if its bits in `mask` are `value`. The first halfword of a wide instruction is the upper half. */
  readonly mask: number;
  readonly value: number;
  /** The letter and place of each field bit, the highest bit of a field first. */
  readonly bits: readonly { readonly letter: string; readonly place: number }[];
}

function read(name: EncodingName): Encoding {
  const digits = PATTERNS[name].replaceAll(' ', '');
  const bits: { letter: string; place: number }[] = [];
  let mask = 0;
  let value = 0;
  for (const [i, digit] of [...digits].entries()) {
    const place = digits.length - 1 - i;
    if (digit !== '0' && digit !== '1') bits.push({ letter: digit, place });
    else {
      mask += 2 ** place;
      value += Number(digit) * 2 ** place;
    }
  }
  return { name, size: digits.length === 16 ? 2 : 4, mask, value, bits };
}

/** Those with the fewest field bits first: they are special cases of others, as a hint is of IT. */
const ENCODINGS = (Object.keys(PATTERNS) as EncodingName[]).map(read).sort((a, b) => a.bits.length - b.bits.length);
const BY_NAME = new Map(ENCODINGS.map((encoding) => [encoding.name, encoding]));

/** The size of an instruction whose first halfword is this (A5.1). */
export const sizeOf = (first: number): 2 | 4 => (first >= 0xe800 ? 4 : 2);

/** The encoding of an instruction; undefined if it is not known here. */
export function encodingOf(instruction: number, size: 2 | 4): Encoding | undefined {
  return ENCODINGS.find((encoding) => encoding.size === size && (instruction & encoding.mask) >>> 0 === encoding.value);
}

/** The fields of an instruction of an encoding. */
export function fieldsOf({ bits }: Encoding, instruction: number): Fields {
  const fields: Record<string, number> = {};
  for (const { letter, place } of bits) fields[letter] = ((fields[letter] ?? 0) << 1) | ((instruction >>> place) & 1);
  return fields;
}

/** Returns the halfwords of an instruction. Only the lowest bits of a field are used; a missing field is 0. */
export function encode(name: EncodingName, fields: Fields): readonly number[] {
  const { bits, value, size } = BY_NAME.get(name) as Encoding;
  const left: Record<string, number> = { ...fields };
  let instruction = value;
  for (let i = bits.length - 1; i >= 0; i--) {
    const { letter, place } = bits[i] as Encoding['bits'][number];
    const rest = left[letter] ?? 0;
    instruction += (rest & 1) * 2 ** place;
    left[letter] = rest >> 1;
  }
  return size === 2 ? [instruction] : [Math.floor(instruction / 0x10000), instruction % 0x10000];
}

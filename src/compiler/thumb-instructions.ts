/** The instructions that the inline assembler knows, by name and number of operands (`py/emitinlinethumb.c`). */
import type { Assembler } from '../thumb/assembler.js';
import type { EncodingName } from '../thumb/encodings.js';
import { conditionOf, type Operand, Operands } from './thumb-operands.js';

/** Emits an instruction; false if there is none with these operands. */
type Put = (assembler: Assembler, operands: Operands) => boolean | void;

const LOW = 7;
const LR_BIT = 1 << 14;
const PC_BIT = 1 << 15;

/** Rd and Rm, both from r0 to r7. */
const both =
  (name: EncodingName): Put =>
  (assembler, operands) =>
    assembler.instruction(name, { d: operands.register(0, LOW), m: operands.register(1, LOW) });

/** A register from r0 to r7, and an 8-bit constant. */
const withByte =
  (name: EncodingName): Put =>
  (assembler, operands) => {
    const register = operands.register(0, LOW);
    assembler.instruction(name, { d: register, n: register, i: operands.integer(1, 0xff) });
  };

const withHalf =
  (name: EncodingName): Put =>
  (assembler, operands) =>
    putHalf(assembler, name, operands.register(0), operands.integer(1, 0xffff));

function putHalf(assembler: Assembler, name: EncodingName, d: number, half: number): void {
  assembler.instruction(name, { d, i: half >> 12, j: half >> 11, k: half >> 8, l: half });
}

/** Load or store. The offset is encoded in units of the size that is moved. */
const transfer =
  (name: EncodingName, size: 1 | 2 | 4): Put =>
  (assembler, operands) => {
    const t = operands.register(0, LOW);
    const address = operands.address(1, LOW, 0x1f * size, size);
    if (address === null) return false;
    assembler.instruction(name, { t, ...address });
  };

const shift =
  (name: EncodingName): Put =>
  (assembler, operands) =>
    assembler.instruction(name, { d: operands.register(0, LOW), m: operands.register(1, LOW), i: operands.integer(2, 0x1f) });

/** The third operand is a register or a 3-bit constant. */
const addition =
  (register: EncodingName, immediate: EncodingName): Put =>
  (assembler, operands) => {
    const fields = { d: operands.register(0, LOW), n: operands.register(1, LOW) };
    if (operands.all[2].name !== null) assembler.instruction(register, { ...fields, m: operands.register(2, LOW) });
    else assembler.instruction(immediate, { ...fields, i: operands.integer(2, 0x7) });
  };

const division =
  (name: EncodingName): Put =>
  (assembler, operands) =>
    assembler.instruction(name, { d: operands.register(0), n: operands.register(1), m: operands.register(2) });

/** The manual requires Rm in two fields. */
const counting =
  (name: EncodingName): Put =>
  (assembler, operands) => {
    const d = operands.register(0);
    const m = operands.register(1);
    assembler.instruction(name, { d, n: m, m });
  };

/** The narrow form holds r0 to r7 and one further register, whose bit goes to `l`; the field `r` takes only the lower eight bits. */
const stacking =
  (name: EncodingName, wide: EncodingName, further: number): Put =>
  (assembler, operands) => {
    const list = operands.list(0);
    if ((list & 0xff00 & ~further) === 0) assembler.instruction(name, { l: (list & further) !== 0 ? 1 : 0, r: list });
    else assembler.instruction(wide, { r: list });
  };

/** The two fields of a floating-point register's number: the upper four bits, and the lowest. */
const split = (lower: string, upper: string, register: number) => ({ [lower]: register >> 1, [upper]: register & 1 });

const floats =
  (name: EncodingName, further: Record<string, number> = {}): Put =>
  (assembler, operands) =>
    assembler.instruction(name, { ...split('d', 'D', operands.float(0)), ...split('m', 'M', operands.float(1)), ...further });

const threeFloats =
  (name: EncodingName): Put =>
  (assembler, operands) => {
    const d = split('d', 'D', operands.float(0));
    const n = split('n', 'N', operands.float(1));
    assembler.instruction(name, { ...d, ...n, ...split('m', 'M', operands.float(2)) });
  };

const floatTransfer =
  (name: EncodingName): Put =>
  (assembler, operands) => {
    const d = split('d', 'D', operands.float(0));
    const address = operands.address(1, LOW, 0x3fc, 4);
    if (address !== null) assembler.instruction(name, { ...d, ...address, u: 1 });
  };

/** A branch that reaches distances of −reach to reach − 1 bytes. */
const branch =
  (name: EncodingName, reach: number, fields: (distance: number) => Record<string, number>): Put =>
  (assembler, operands) => {
    const label = operands.label(0);
    if (assembler.isWriting && label !== null && !assembler.hasLabel(label)) operands.complaint = `label '${label}' not defined`;
    const distance = assembler.distanceTo(label ?? '');
    assembler.instruction(name, fields(distance));
    if (assembler.isWriting && (distance < -reach || distance >= reach)) operands.complaint = 'branch not in range';
  };

const narrowCondition = (c: number): Put => branch('B_conditional', 0x100, (distance) => ({ c, i: distance >> 1 }));
const wideCondition = (c: number): Put =>
  branch('B_conditional_wide', Number.POSITIVE_INFINITY, (distance) => ({
    c,
    s: distance >> 20,
    k: distance >> 19,
    j: distance >> 18,
    h: distance >> 12,
    l: distance >> 1,
  }));

/** `beq`, `beq_n`, `beq_w`. */
function conditionalBranch(op: string): Put | undefined {
  const [, condition, width] = /^b(..)(?:_([nw]))?$/.exec(op) ?? [];
  const c = condition === undefined ? -1 : conditionOf(condition);
  if (c < 0) return undefined;
  return width === 'w' ? wideCondition(c) : narrowCondition(c);
}

/** `it`, `ite`, `itte` …: each letter after `i` gives an instruction the condition (`t`) or its opposite (`e`). */
function block(op: string): Put | undefined {
  const [, letters] = /^it([te]{0,3})$/.exec(op) ?? [];
  if (letters === undefined) return undefined;
  return (assembler, operands) => {
    const c = conditionOf(operands.all[0].name ?? '');
    if (c < 0) return false;
    let mask = 8;
    for (const letter of [...letters].reverse()) mask = (mask >> 1) | ((letter === 't' ? c & 1 : ~c & 1) << 3);
    assembler.instruction('IT', { c, m: mask });
  };
}

const NONE: Readonly<Record<string, Put>> = {
  nop: (assembler) => assembler.instruction('NOP'),
  wfi: (assembler) => assembler.instruction('WFI'),
};

/** The operand of `cpsid` and `cpsie` is ignored: they always mean PRIMASK. */
const ONE: Readonly<Record<string, Put>> = {
  b: branch('B', 0x800, (distance) => ({ i: distance >> 1 })),
  bl: branch('BL', 0x400000, (distance) => ({ s: distance >> 22, j: 1, k: 1, h: distance >> 12, l: distance >> 1 })),
  bx: (assembler, operands) => assembler.instruction('BX', { m: operands.register(0) }),
  cpsid: (assembler) => assembler.instruction('CPS', { s: 1 }),
  cpsie: (assembler) => assembler.instruction('CPS', { s: 0 }),
  push: stacking('PUSH', 'PUSH_wide', LR_BIT),
  pop: stacking('POP', 'POP_wide', PC_BIT),
};

/** Two operands, of which the second is a name. */
const TWO_REGISTERS: Readonly<Record<string, Put>> = {
  mov: (assembler, operands) => assembler.instruction('MOV_register', { d: operands.register(0), m: operands.register(1) }),
  clz: counting('CLZ'),
  rbit: counting('RBIT'),
  mrs: (assembler, operands) => assembler.instruction('MRS', { d: operands.register(0, 12), y: operands.special(1) }),
  and_: both('AND'),
  eor: both('EOR'),
  lsl: both('LSL_register'),
  lsr: both('LSR_register'),
  asr: both('ASR_register'),
  adc: both('ADC'),
  sbc: both('SBC'),
  ror: both('ROR'),
  tst: both('TST'),
  neg: both('RSB'),
  cmp: both('CMP_register'),
  cmn: both('CMN'),
  orr: both('ORR'),
  mul: both('MUL'),
  bic: both('BIC'),
  mvn: both('MVN'),
};

/** Two operands, of which the second is not a name. */
const TWO: Readonly<Record<string, Put>> = {
  mov: withByte('MOV_immediate'),
  cmp: withByte('CMP_immediate'),
  add: withByte('ADD_immediate8'),
  sub: withByte('SUB_immediate8'),
  movw: withHalf('MOVW'),
  movt: withHalf('MOVT'),
  movwt: (assembler, operands) => {
    const d = operands.register(0);
    const word = operands.integer(1, -1);
    putHalf(assembler, 'MOVW', d, word & 0xffff);
    putHalf(assembler, 'MOVT', d, word >>> 16);
  },
  ldrex: (assembler, operands) => {
    const t = operands.register(0);
    const address = operands.address(1, 15, 0xff, 4);
    if (address !== null) assembler.instruction('LDREX', { t, ...address });
  },
  ldr: transfer('LDR_immediate', 4),
  ldrb: transfer('LDRB_immediate', 1),
  ldrh: transfer('LDRH_immediate', 2),
  str: transfer('STR_immediate', 4),
  strb: transfer('STRB_immediate', 1),
  strh: transfer('STRH_immediate', 2),
};

const THREE: Readonly<Record<string, Put>> = {
  lsl: shift('LSL_immediate'),
  lsr: shift('LSR_immediate'),
  asr: shift('ASR_immediate'),
  add: addition('ADD_register', 'ADD_immediate3'),
  sub: addition('SUB_register', 'SUB_immediate3'),
  sdiv: division('SDIV'),
  udiv: division('UDIV'),
  strex: (assembler, operands) => {
    const fields = { d: operands.register(0), t: operands.register(1) };
    const address = operands.address(2, 15, 0xff, 4);
    if (address !== null) assembler.instruction('STREX', { ...fields, ...address });
  },
};

const FLOATS: Readonly<Record<number, Readonly<Record<string, Put>>>> = {
  2: {
    // It complains about a NaN, like VCMPE.
    vcmp: floats('VCMP', { e: 1 }),
    vsqrt: floats('VSQRT'),
    vneg: floats('VNEG'),
    vcvt_f32_s32: floats('VCVT_from_int', { s: 1 }),
    vcvt_s32_f32: floats('VCVT_to_int', { s: 1, z: 1 }),
    vmrs: (assembler, operands) => {
      const t = operands.all[0].name === 'APSR_nzcv' ? 15 : operands.register(0);
      if (operands.all[1].name !== 'FPSCR') return false;
      assembler.instruction('VMRS', { t });
    },
    vmov: (assembler, operands) => {
      const reads = operands.all[0].name?.startsWith('r') === true;
      const t = reads ? operands.register(0) : 0;
      const single = operands.float(reads ? 1 : 0);
      assembler.instruction('VMOV_core', { o: reads ? 1 : 0, t: reads ? t : operands.register(1), ...split('n', 'N', single) });
    },
    vldr: floatTransfer('VLDR'),
    vstr: floatTransfer('VSTR'),
  },
  3: { vadd: threeFloats('VADD'), vsub: threeFloats('VSUB'), vmul: threeFloats('VMUL'), vdiv: threeFloats('VDIV') },
};

function find(op: string, operands: readonly Operand[]): Put | undefined {
  const count = operands.length;
  const own = (table: Readonly<Record<string, Put>> | undefined) =>
    table !== undefined && Object.hasOwn(table, op) ? table[op] : undefined;
  if (op.startsWith('v')) return own(FLOATS[count]);
  switch (count) {
    case 0:
      return own(NONE);
    case 1:
      return own(ONE) ?? conditionalBranch(op) ?? block(op);
    case 2:
      return own(operands[1].name !== null ? TWO_REGISTERS : TWO);
    case 3:
      return own(THREE);
    default:
      return undefined;
  }
}

/** Emits an instruction. Returns an error message, or null. */
export function putInstruction(assembler: Assembler, op: string, all: readonly Operand[]): string | null {
  const operands = new Operands(op, all);
  const put = find(op, all);
  if (put === undefined || put(assembler, operands) === false) operands.refuse();
  return operands.complaint;
}

/**
 * Code ↔ text, for modules that are frozen into the build. The text is a JSON array in which instructions, lines and offsets are strings
 * of base-64 digits (variable-length signed numbers, as in source maps). `decodeCode(encodeCode(code))` equals `code`.
 */
import type { ActiveException, Code, CodeKind, Constant, EmitterKind, MachineCode, Marks, Signature } from './code.js';
import { INSTRUCTIONS, type Op } from './opcodes.js';

/** Must change with the format and with the numbering of the instruction set. */
const VERSION = 6;

const KINDS: readonly CodeKind[] = ['module', 'class', 'function', 'generator', 'lambda', 'comprehension'];
const EMITTERS: readonly EmitterKind[] = ['bytecode', 'native', 'viper', 'assembler'];

/** A constant as JSON: simple ones as themselves, others as a tag and a text; a tuple as a tag and its items. */
type PackedConstant =
  | null
  | boolean
  | number
  | string
  | readonly ['e' | 'i' | 'f' | 'j' | 'b', string]
  | readonly ['t', readonly PackedConstant[]];

/** One code as JSON. */
type PackedCode = readonly [
  name: string,
  kind: number,
  isGenerator: 0 | 1,
  emitter: number,
  words: string,
  constants: readonly PackedConstant[],
  names: readonly string[],
  children: readonly PackedCode[],
  signature: readonly [positional: number, defaults: number, keywordOnly: number, stars: number, names: readonly string[]],
  slotNames: readonly string[],
  sizes: readonly [stackSize: number, entryCharge: number, frameWords: number, exceptDepth: number],
  cells: readonly [captured: readonly number[], own: readonly number[], names: readonly string[]],
  tables: readonly [handlers: readonly number[], finallies: Code['finallies'], active: Code['active']],
  firstLine: number,
  lines: string,
  spans: string,
  ledger: readonly string[],
  machine?: PackedMachine | null,
  marks?: readonly [line: number, statements: string, forks: string],
];
type PackedMachine = readonly [bytes: readonly number[], parameters: number, result: MachineCode['result']];

/** Returns a code and all codes inside it as text. */
export function encodeCode(code: Code): string {
  return JSON.stringify([VERSION, code.filename, code.text, pack(code)]);
}

/** The properties that all codes in one text share. */
type Common = Pick<Code, 'filename' | 'text' | 'isFrozen'>;

/** Returns the code that a text stands for. Throws an Error if the text has another version. */
export function decodeCode(text: string): Code {
  return unpackText(text);
}

/** The same, for one of the firmware's own modules. */
export function decodeFrozenCode(text: string): Code {
  return unpackText(text, { isFrozen: true });
}

function unpackText(encoded: string, more?: Pick<Code, 'isFrozen'>): Code {
  const [version, filename, text, packed] = JSON.parse(encoded) as [number, string, string, PackedCode];
  if (version !== VERSION) throw new Error(`code of version ${version}, this is version ${VERSION}`);
  return unpack(packed, { filename, text, ...more });
}

function pack(code: Code): PackedCode {
  const { signature } = code;
  return [
    code.name,
    KINDS.indexOf(code.kind),
    code.isGenerator ? 1 : 0,
    EMITTERS.indexOf(code.emitter),
    packWords(code.words),
    code.constants.map(packConstant),
    code.names,
    code.children.map(pack),
    [
      signature.positional,
      signature.defaults,
      signature.keywordOnly,
      (signature.star ? 1 : 0) | (signature.doubleStar ? 2 : 0),
      signature.names,
    ],
    code.slotNames,
    [code.stackSize, code.entryCharge, code.frameWords, code.exceptDepth],
    [code.captured, code.cells, code.cellNames],
    [[...code.handlers], code.finallies, code.active],
    code.firstLine,
    packDifferences(code.lines),
    packDifferences(code.spans),
    code.ledger,
    ...packRare(code),
  ];
}

/** The optional elements at the end. */
function packRare({ machine, marks }: Code): [] | [PackedMachine | null, PackedCode[18]?] {
  const packed: PackedMachine | null = machine === undefined ? null : [[...machine.bytes], machine.parameters, machine.result];
  if (marks === undefined) return packed === null ? [] : [packed];
  return [packed, [marks.line, packNumbers([...marks.statements]), packNumbers([...marks.forks])]];
}

const unpackMachine = ([bytes, parameters, result]: PackedMachine): MachineCode => ({ bytes: Uint8Array.from(bytes), parameters, result });

const unpackMarks = ([line, statements, forks]: NonNullable<PackedCode[18]>): Marks => ({
  line,
  statements: Int32Array.from(unpackNumbers(statements)),
  forks: Int32Array.from(unpackNumbers(forks)),
});

function unpack(packed: PackedCode, common: Common): Code {
  const [
    name,
    kind,
    isGenerator,
    emitter,
    words,
    constants,
    names,
    children,
    signature,
    slotNames,
    sizes,
    cells,
    tables,
    firstLine,
    lines,
    spans,
    ledger,
    machine,
    marks,
  ] = packed;
  return {
    name,
    ...common,
    kind: KINDS[kind] as CodeKind,
    isGenerator: isGenerator === 1,
    emitter: EMITTERS[emitter] as EmitterKind,
    words: unpackWords(words),
    constants: constants.map(unpackConstant),
    names,
    children: children.map((child) => unpack(child, common)),
    signature: unpackSignature(signature),
    slots: slotNames.length,
    slotNames,
    stackSize: sizes[0],
    captured: cells[0],
    cells: cells[1],
    cellNames: cells[2],
    handlers: Int32Array.from(tables[0]),
    finallies: tables[1],
    active: tables[2] as readonly (readonly ActiveException[])[],
    firstLine,
    lines: unpackDifferences(lines),
    spans: unpackDifferences(spans),
    entryCharge: sizes[1],
    frameWords: sizes[2],
    exceptDepth: sizes[3],
    machine: machine ? unpackMachine(machine) : undefined,
    ledger,
    ...(marks === undefined ? {} : { marks: unpackMarks(marks) }),
  };
}

function unpackSignature([positional, defaults, keywordOnly, stars, names]: PackedCode[8]): Signature {
  return { positional, defaults, keywordOnly, star: (stars & 1) !== 0, doubleStar: (stars & 2) !== 0, names };
}

function packConstant(value: Constant): PackedConstant {
  switch (value.type) {
    case 'none':
      return null;
    case 'ellipsis':
      return ['e', ''];
    case 'bool':
    case 'text':
      return value.value;
    case 'int':
      return typeof value.value === 'number' ? value.value : ['i', String(value.value)];
    case 'float':
      return ['f', showDouble(value.value)];
    case 'imaginary':
      return ['j', showDouble(value.value)];
    case 'bytes':
      return ['b', Array.from(value.value, (byte) => String.fromCharCode(byte)).join('')];
    case 'tuple':
      return ['t', value.items.map(packConstant)];
  }
}

function unpackConstant(packed: PackedConstant): Constant {
  if (packed === null) return { type: 'none' };
  if (typeof packed === 'boolean') return { type: 'bool', value: packed };
  if (typeof packed === 'number') return { type: 'int', value: packed };
  if (typeof packed === 'string') return { type: 'text', value: packed };
  if (packed[0] === 't') return { type: 'tuple', items: packed[1].map(unpackConstant) };
  const [tag, text] = packed;
  switch (tag) {
    case 'e':
      return { type: 'ellipsis' };
    case 'i':
      return { type: 'int', value: BigInt(text) };
    case 'f':
      return { type: 'float', value: Number(text) };
    case 'j':
      return { type: 'imaginary', value: Number(text) };
    case 'b':
      return { type: 'bytes', value: Uint8Array.from(text, (c) => c.charCodeAt(0)) };
  }
}

/** Writes a number so that `Number` reads it back exactly, including −0, infinities and NaN. */
const showDouble = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** For each instruction: the opcode, then its argument if it has one (targets relative to the jump), then its second word if it has one. */
function packWords(words: Int32Array): string {
  const numbers: number[] = [];
  for (let pc = 0; pc < words.length / 2; pc++) {
    const word = words[pc * 2] as number;
    const row = INSTRUCTIONS[(word & 255) as Op];
    numbers.push(word & 255);
    if (row.argument !== 'none') numbers.push(row.argument === 'target' ? (word >> 8) - pc : word >> 8);
    if (row.second !== 'none') numbers.push(words[pc * 2 + 1] as number);
  }
  return packNumbers(numbers);
}

function unpackWords(text: string): Int32Array {
  const numbers = unpackNumbers(text);
  const words: number[] = [];
  for (let i = 0, pc = 0; i < numbers.length; pc++) {
    const op = numbers[i++] as number;
    const row = INSTRUCTIONS[op as Op];
    let a = row.argument === 'none' ? 0 : (numbers[i++] as number);
    if (row.argument === 'target') a += pc;
    words.push(op | (a << 8), row.second === 'none' ? 0 : (numbers[i++] as number));
  }
  return Int32Array.from(words);
}

function packDifferences(values: Int32Array): string {
  return packNumbers(Array.from(values, (value, i) => value - (values[i - 1] ?? 0)));
}

function unpackDifferences(text: string): Int32Array {
  const values = Int32Array.from(unpackNumbers(text));
  for (let i = 1; i < values.length; i++) values[i] = (values[i] as number) + (values[i - 1] as number);
  return values;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Five bits per digit, lowest first; a digit's sixth bit means that more follow. The lowest bit of a number is its sign. */
function packNumbers(numbers: readonly number[]): string {
  const digits: string[] = [];
  for (const number of numbers) {
    let rest = number < 0 ? -number * 2 + 1 : number * 2;
    while (rest >= 32) {
      digits.push(DIGITS[(rest % 32) + 32] as string);
      rest = Math.floor(rest / 32);
    }
    digits.push(DIGITS[rest] as string);
  }
  return digits.join('');
}

const VALUES = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i;

function unpackNumbers(text: string): number[] {
  const numbers: number[] = [];
  let number = 0;
  let factor = 1;
  for (let i = 0; i < text.length; i++) {
    const digit = VALUES[text.charCodeAt(i)] as number;
    number += (digit & 31) * factor;
    factor *= 32;
    if (digit >= 32) continue;
    numbers.push(number % 2 === 1 ? -(number - 1) / 2 : number / 2);
    number = 0;
    factor = 1;
  }
  return numbers;
}

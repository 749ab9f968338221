/**
 * Writes .mpy files from text, as `mpy-tool.py -d` shows them: for tests of what no compiler writes, and of single instructions.
 *
 *   <module>: frame 3
 *     LOAD_NAME print             a name, a number, a label, an operator, the function that is made, or its number: #3
 *     LOAD_CONST_OBJ 1.5          a float, an int or a text in quotes
 *   on:
 *     JUMP on
 *   f(a, b): frame 4 defaults 1   its parameters; before them a `*` for each variable that a closure captures
 *
 * A function belongs to the first one whose MAKE_ instruction names it. `@7` sets the source line of what follows.
 */
import { BinaryOp, UnaryOp } from '../../src/bytecode/operators.js';
import { STATIC_NAMES } from '../../src/bytecode/static-names.js';
import { isJump } from '../../src/mpy/instructions.js';
import { Mp } from '../../src/mpy/opcodes.js';
import { encodeUtf8 } from '../../src/utf8.js';

/** One function of the text. */
interface Section {
  readonly name: string;
  readonly parameters: readonly string[];
  /** `frame`, `except`, `defaults`, `keywordOnly`, `flags`, `cell` (a local), by name. */
  readonly facts: ReadonlyMap<string, number>;
  readonly lines: string[];
}

/** The bytes of a file. `header`: its first four bytes, if they are to be different ones. */
export function writeMpy(text: string, header: readonly number[] = [0x4d, 6, 0, 31]): Uint8Array {
  const sections = readSections(text);
  const file = new Writer(sections);
  const body = file.code(sections[0] as Section);
  const names = file.names.flatMap(nameBytes);
  const head = [...uint(file.names.length), ...uint(file.constants.length)];
  return Uint8Array.from([...header, ...head, ...names, ...file.constants.flatMap(constantBytes), ...body]);
}

function readSections(text: string): Section[] {
  const sections: Section[] = [];
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const head = /^(\S+?)(?:\((.*)\))?: (.*)$/.exec(line);
    if (head === null) {
      (sections.at(-1) as Section).lines.push(line.trim());
      continue;
    }
    const [, name = '', parameters = '', facts = ''] = head;
    const words = facts.split(/\s+/);
    sections.push({
      name,
      parameters: parameters === '' ? [] : parameters.split(/,\s*/),
      facts: new Map(words.flatMap((word, i) => (i % 2 === 0 ? [[word, Number(words[i + 1])]] : []))),
      lines: [],
    });
  }
  return sections;
}

class Writer {
  readonly names: string[] = ['written.py'];
  readonly constants: string[] = [];
  private readonly left: Section[];

  constructor(sections: readonly Section[]) {
    this.left = sections.slice(1);
  }

  /** A function and the functions that it makes. */
  code(section: Section): number[] {
    const children: Section[] = [];
    const { opcodes, lines } = this.opcodes(section, children);
    const { facts, parameters } = section;
    const fact = (name: string): number => facts.get(name) ?? 0;
    const keywordOnly = fact('keywordOnly');
    const signature = signatureBytes(
      fact('frame') - 1,
      fact('except'),
      fact('flags'),
      parameters.length - keywordOnly,
      keywordOnly,
      fact('defaults'),
    );
    const info = [...uint(this.name(section.name)), ...parameters.flatMap((name) => uint(this.name(name))), ...lines];
    const cells = facts.has('cell') ? [fact('cell')] : [];
    const bytes = [...signature, ...sizeBytes(info.length, cells.length), ...info, ...cells, ...opcodes];
    const head = uint((bytes.length << 3) | (children.length > 0 ? 4 : 0));
    return [
      ...head,
      ...bytes,
      ...(children.length > 0 ? [...uint(children.length), ...children.flatMap((child) => this.code(child))] : []),
    ];
  }

  private opcodes({ lines: source }: Section, children: Section[]): { opcodes: number[]; lines: number[] } {
    const opcodes: number[] = [];
    const labels = new Map<string, number>();
    const jumps: { at: number; label: string; isSigned: boolean }[] = [];
    const lines: number[] = [];
    let noted = 0;
    let line = 1;
    for (const text of source) {
      if (text.endsWith(':')) labels.set(text.slice(0, -1), opcodes.length);
      else if (text.startsWith('@')) {
        for (; opcodes.length - noted > 15; noted += 15) lines.push(15);
        const step = Number(text.slice(1)) - line;
        lines.push(0x80 | ((step >> 4) & 0x70) | (opcodes.length - noted), step & 255);
        noted = opcodes.length;
        line += step;
      } else {
        const [, word = '', operand = '', extra = ''] = /^(\S+)(?: ("[^"]*"|\S+))?(?: (\S+))?$/.exec(text) ?? [];
        const op = Mp[word as keyof typeof Mp];
        if (op === undefined) throw new Error(`no such opcode: ${text}`);
        if (isJump(op)) {
          jumps.push({ at: opcodes.length + 3, label: operand, isSigned: op <= Mp.POP_JUMP_IF_FALSE });
          opcodes.push(op, 0x80, 0);
        } else opcodes.push(...this.operation(op, operand, children));
        if (extra !== '') opcodes.push(Number(extra));
      }
    }
    for (const { at, label, isSigned } of jumps) {
      const target = labels.get(label);
      // A number is the offset itself.
      const offset = (target === undefined ? Number(label) : target - at) + (isSigned ? 0x4000 : 0);
      opcodes[at - 2] = 0x80 | (offset & 127);
      opcodes[at - 1] = offset >> 7;
    }
    return { opcodes, lines };
  }

  private operation(op: Mp, operand: string, children: Section[]): number[] {
    if (op === Mp.UNARY_OP) return [op + UnaryOp[operand as keyof typeof UnaryOp]];
    if (op === Mp.BINARY_OP) {
      const number = BinaryOp[operand as keyof typeof BinaryOp];
      return [op + (number > BinaryOp.EXCEPTION_MATCH ? number - 2 : number)];
    }
    if (op === Mp.LOAD_CONST_SMALL_INT) return [op, ...signed(Number(operand))];
    if (operand === '') return [op];
    return [op, ...uint(this.operand(op, operand, children))];
  }

  private operand(op: Mp, operand: string, children: Section[]): number {
    if (operand.startsWith('#')) return Number(operand.slice(1));
    if (op < Mp.MAKE_CLOSURE) return this.name(operand.replaceAll('"', ''));
    if (op === Mp.LOAD_CONST_OBJ) return this.constants.push(operand) - 1;
    const child = this.left.findIndex(({ name }) => name === operand);
    if (child >= 0) return children.push(...this.left.splice(child, 1)) - 1;
    const made = children.findIndex(({ name }) => name === operand);
    return made >= 0 ? made : Number(operand);
  }

  private name(name: string): number {
    const known = this.names.indexOf(name);
    return known >= 0 ? known : this.names.push(name) - 1;
  }
}

function nameBytes(name: string): number[] {
  const number = STATIC_NAMES.indexOf(name) + 1;
  if (number > 0) return uint((number << 1) | 1);
  const bytes = encodeUtf8(name);
  return [...uint(bytes.length << 1), ...bytes, 0];
}

/** Kinds of constants: 5 str, 7 int, 8 float. */
function constantBytes(literal: string): number[] {
  const isText = literal.startsWith('"');
  const bytes = encodeUtf8(isText ? literal.slice(1, -1) : literal);
  return [isText ? 5 : /^-?\d+$/.test(literal) ? 7 : 8, ...uint(bytes.length), ...bytes, ...(isText ? [0] : [])];
}

function uint(value: number): number[] {
  const bytes = [value & 127];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift(0x80 | (rest & 127));
  return bytes;
}

function signed(value: number): number[] {
  const bytes = [value & 127];
  const isWhole = (rest: number): boolean => rest === (((bytes[0] as number) & 0x40) === 0 ? 0 : -1);
  for (let rest = value >> 7; !isWhole(rest); rest >>= 7) bytes.unshift(0x80 | (rest & 127));
  return bytes;
}

/** `xSSSSEAA`, then `xFSSKAED` as long as there is more. */
function signatureBytes(words: number, except: number, flags: number, positional: number, keywordOnly: number, defaults: number): number[] {
  const bytes = [((words & 15) << 3) | ((except & 1) << 2) | (positional & 3)];
  let [s, e, f, a, k, d] = [words >> 4, except >> 1, flags, positional >> 2, keywordOnly, defaults];
  while (s || e || f || a || k || d) {
    bytes[bytes.length - 1] = (bytes.at(-1) as number) | 0x80;
    bytes.push(((f & 1) << 6) | ((s & 3) << 4) | ((k & 1) << 3) | ((a & 1) << 2) | ((e & 1) << 1) | (d & 1));
    [s, e, f, a, k, d] = [s >> 2, e >> 1, f >> 1, a >> 1, k >> 1, d >> 1];
  }
  return bytes;
}

/** `xIIIIIIC` as long as there is more. */
function sizeBytes(info: number, cells: number): number[] {
  const bytes: number[] = [];
  let [i, c] = [info, cells];
  do {
    const byte = ((i & 63) << 1) | (c & 1);
    [i, c] = [i >> 6, c >> 1];
    bytes.push(i || c ? 0x80 | byte : byte);
  } while (i || c);
  return bytes;
}

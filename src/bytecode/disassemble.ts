/** Code → text for human readers: instructions with their names, lines, charges and jumps, the handler table, and the codes inside. */
import type { Code, Constant, MachineCode } from './code.js';
import { aAt, bAt, opAt } from './instruction.js';
import { NativeType } from './native-type.js';
import { INSTRUCTIONS, Op } from './opcodes.js';
import { BinaryOp, UnaryOp } from './operators.js';

/** Returns the listing of a Code, followed by those of all Codes inside it. */
export function disassemble(code: Code): string {
  const parts: string[] = [];
  const queue: { code: Code; path: string }[] = [{ code, path: code.name }];
  for (const { code: each, path } of queue) {
    parts.push(disassembleOne(each, path));
    for (const [i, child] of each.children.entries()) queue.push({ code: child, path: `${path}.${i} ${child.name}` });
  }
  return parts.join('\n');
}

/** One instruction, as in the listing. */
function showInstruction(code: Code, pc: number): string {
  const op = opAt(code.words, pc);
  const name = (Op[op] ?? `?${op}`).padEnd(20);
  return `${name} ${showArgument(code, op, aAt(code.words, pc), bAt(code.words, pc))}`.trimEnd();
}

/** A constant as Python would write it. */
function showConstant(value: Constant): string {
  switch (value.type) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return 'Ellipsis';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'float':
      return Object.is(value.value, -0) ? '-0.0' : Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
    case 'imaginary':
      return `${value.value}j`;
    case 'text':
      return JSON.stringify(value.value);
    case 'bytes':
      return `b${JSON.stringify(String.fromCharCode(...value.value.slice(0, 64)))}`;
    case 'tuple':
      return `(${value.items.map(showConstant).join(', ')}${value.items.length === 1 ? ',' : ''})`;
  }
}

function disassembleOne(code: Code, path: string): string {
  if (code.machine !== undefined) return showMachineCode(code.machine, path);
  const targets = jumpTargets(code);
  const lines = [header(code, path)];
  let line = 0;
  for (let pc = 0; pc < code.words.length / 2; pc++) {
    const at = code.lines[pc] as number;
    const mark = targets.has(pc) ? '>' : ' ';
    lines.push(`${at === line ? '    ' : String(at).padStart(4)} ${mark}${String(pc).padStart(3)}  ${showInstruction(code, pc)}`);
    line = at;
  }
  for (let i = 0; i < code.handlers.length; i += 4) {
    const [from, to, target, depth] = code.handlers.subarray(i, i + 4);
    lines.push(`     handler [${from}, ${to}) -> ${target} depth ${depth}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Lists the halfwords of machine code, eight per line. */
function showMachineCode({ bytes, parameters, result }: MachineCode, path: string): string {
  const lines = [`${path}: assembler positional ${parameters} returns ${result}`];
  for (let at = 0; at < bytes.length; at += 16) {
    const halfwords: string[] = [];
    for (let i = at; i < Math.min(at + 16, bytes.length); i += 2) halfwords.push(hex((bytes[i + 1] ?? 0) * 256 + bytes[i]));
    lines.push(`     ${hex(at)}  ${halfwords.join(' ')}`);
  }
  return `${lines.join('\n')}\n`;
}

const hex = (halfword: number): string => halfword.toString(16).padStart(4, '0');

function header(code: Code, path: string): string {
  const { signature } = code;
  const parts = [`${path}:`, code.kind];
  if (code.emitter !== 'bytecode') parts.push(code.emitter);
  if (signature.positional > 0) parts.push(`positional ${signature.positional}`);
  if (signature.defaults > 0) parts.push(`defaults ${signature.defaults}`);
  if (signature.keywordOnly > 0) parts.push(`keyword-only ${signature.keywordOnly}`);
  if (signature.star) parts.push('*');
  if (signature.doubleStar) parts.push('**');
  if (code.slots > 0) parts.push(`slots ${code.slotNames.map((name) => name || '.0').join(' ')}`);
  if (code.cellNames.length > 0)
    parts.push(`cells ${code.cellNames.map((name, i) => `${name}${i < code.captured.length ? `<${code.captured[i]}` : ''}`).join(' ')}`);
  parts.push(`stack ${code.stackSize}`, `frame ${code.frameWords}`, `entry ${code.entryCharge}`);
  return parts.join(' ');
}

function showArgument(code: Code, op: Op, a: number, b: number): string {
  const row = INSTRUCTIONS[op];
  if (row === undefined) return `${a} ${b}`;
  const argument = showFirst(code, row.argument, a);
  switch (row.second) {
    case 'charge':
      return `${argument.padEnd(16)} ; ${b}`;
    case 'step':
      return `${argument} step ${b}`.trim();
    case 'unsigned':
      return b === 0 ? argument : `${argument} unsigned`;
    case 'flags':
      return b === 0 ? argument : `${argument} with defaults`;
    default:
      return argument;
  }
}

function showFirst(code: Code, kind: (typeof INSTRUCTIONS)[Op]['argument'], a: number): string {
  switch (kind) {
    case 'none':
      return '';
    case 'constant':
      return showConstant(code.constants[a] as Constant);
    case 'slot':
      return code.slotNames[a] || '.0';
    case 'cell':
      return code.cellNames[a] as string;
    case 'name':
      return code.names[a] || "''";
    case 'target':
      return `-> ${a}`;
    case 'unary':
      return UnaryOp[a] as string;
    case 'binary':
      return BinaryOp[a] as string;
    case 'child':
      return `${(code.children[a] as Code).name} (${a})`;
    case 'call':
      return a >> 8 === 0 ? String(a & 255) : `${a & 255} keywords ${a >> 8}`;
    case 'table':
      return op(code, a);
    case 'comp':
      return `${['list', 'dict', 'set'][a & 3]} below ${a >> 2}`;
    case 'unpackEx':
      return `${a & 255} list ${a >> 8}`;
    case 'ledger':
      return code.ledger[a] as string;
    case 'type':
      return typeName(a);
    case 'typeBelow':
      return a >> 4 === 0 ? typeName(a) : `${typeName(a & 15)} below ${a >> 4}`;
    default:
      return String(a);
  }
}

const typeName = (type: NativeType): string => (NativeType[type] as string).toLowerCase();

/** Shows a table of END_FINALLY, with its targets if it has any, or of RAISE_LAST, by number. */
function op(code: Code, a: number): string {
  const pads = code.finallies[a];
  return pads === undefined || pads.length === 0 ? `table ${a}` : `table ${a} -> ${pads.join(' ')}`;
}

function jumpTargets(code: Code): Set<number> {
  const targets = new Set<number>(code.finallies.flat());
  for (let pc = 0; pc < code.words.length / 2; pc++) {
    if (INSTRUCTIONS[opAt(code.words, pc)]?.argument === 'target') targets.add(aAt(code.words, pc));
  }
  for (let i = 0; i < code.handlers.length; i += 4) targets.add(code.handlers[i + 2] as number);
  return targets;
}

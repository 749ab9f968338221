/** Makes a Code from an assembler's items, whose names are all resolved: lays out, encodes, and computes the price of a call. */
import type { Code, Marks } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { CALL_PRICE, MACHINE_CODE_PRICE } from '../bytecode/prices.js';
import type { Assembler } from './assembler.js';
import type { Item, Label } from './item.js';
import { type Layout, layOut, type Placed } from './layout.js';

/** The properties of a Code besides its instructions. */
type Facts = Pick<
  Code,
  | 'name'
  | 'filename'
  | 'text'
  | 'kind'
  | 'isGenerator'
  | 'emitter'
  | 'children'
  | 'signature'
  | 'slots'
  | 'slotNames'
  | 'captured'
  | 'cells'
  | 'cellNames'
  | 'frameWords'
  | 'exceptDepth'
  | 'machine'
>;

/** Returns the Code, and the items that can be reached in it. `count`: with COUNT instructions. */
export function finish(assembler: Assembler, facts: Facts, count: boolean): { code: Code; reached: readonly Item[] } {
  const layout = layOut(assembler, { count, checks: facts.emitter === 'bytecode' });
  const pcs = programCounters(layout);
  const pc = (label: Label) => pcs[layout.mark(label).index] as number;
  const code = {
    ...facts,
    ...encode(layout, pcs),
    firstLine: assembler.firstLine ?? 1,
    constants: assembler.constants,
    names: assembler.names,
    stackSize: assembler.maxDepth,
    handlers: Int32Array.from(layout.ranges.flatMap((i) => handlerRow(assembler.ranges[i] as Assembler['ranges'][number], pc))),
    // A final part that is never left by END_FINALLY has no pads.
    finallies: assembler.finallies.map((table) => (table.every((label) => layout.mark(label).index >= 0) ? table.map(pc) : [])),
    active: assembler.active,
    entryCharge: entryCharge(facts),
    ledger: layout.ledger,
    ...(assembler.beginning === null ? {} : { marks: marks(assembler, assembler.beginning, layout, pcs) }),
  };
  return { code, reached: layout.reached };
}

function marks({ statements, forks }: Assembler, line: number, { marked }: Layout, pcs: Int32Array): Marks {
  const pc = (item: Item | null): number => pcs[marked.get(item as Item) as number] ?? -1;
  return {
    line,
    statements: Int32Array.from(statements.flatMap(({ line, mark }) => (marked.has(mark) ? [line, pc(mark)] : []))),
    forks: Int32Array.from(
      forks.flatMap(({ line, held, failed, joined }) =>
        marked.has(held) && marked.has(failed) ? [line, pc(held), pc(failed), pc(joined)] : [],
      ),
    ),
  };
}

/** The pc of each placed instruction, and one more for the end. A jump that must charge first begins with its CHARGE. */
function programCounters(layout: Layout): Int32Array {
  const pcs = new Int32Array(layout.placed.length + 1);
  let pc = 0;
  for (const [i, placed] of layout.placed.entries()) {
    pcs[i] = pc;
    pc += placed.commit > 0 ? 2 : 1;
  }
  pcs[layout.placed.length] = pc;
  return pcs;
}

function encode(layout: Layout, pcs: Int32Array): Pick<Code, 'words' | 'lines' | 'spans'> {
  const size = pcs[layout.placed.length] as number;
  const words = new Int32Array(size * 2);
  const lines = new Int32Array(size);
  const spans = new Int32Array(size * 2);
  const put = (pc: number, placed: Placed, first: number, second: number) => {
    words[pc * 2] = first;
    words[pc * 2 + 1] = second;
    lines[pc] = placed.line;
    spans[pc * 2] = placed.span.start;
    spans[pc * 2 + 1] = placed.span.end;
  };
  for (const [i, placed] of layout.placed.entries()) {
    let pc = pcs[i] as number;
    if (placed.commit > 0) put(pc++, placed, Op.CHARGE, placed.commit);
    const a = placed.target === null ? placed.a : (pcs[placed.target.index] as number);
    put(pc, placed, placed.op | (a << 8), placed.b);
  }
  return { words, lines, spans };
}

function handlerRow(range: Assembler['ranges'][number], pc: (label: Label) => number): number[] {
  return [pc(range.from), pc(range.to), pc(range.target), range.depth];
}

function entryCharge(facts: Facts): number {
  const { isGenerator, emitter, captured, frameWords } = facts;
  if (isGenerator) return CALL_PRICE.GENERATOR;
  if (emitter !== 'bytecode') return machineEntryCharge(facts);
  if (captured.length > 0) return CALL_PRICE.CLOSURE + CALL_PRICE.CLOSURE_PER_FRAME_WORD * frameWords;
  return CALL_PRICE.BYTECODE + CALL_PRICE.BYTECODE_PER_FRAME_WORD * frameWords;
}

function machineEntryCharge({ emitter, captured, frameWords, exceptDepth }: Facts): number {
  const call = emitter === 'viper' ? MACHINE_CODE_PRICE.VIPER_CALL : MACHINE_CODE_PRICE.NATIVE_CALL;
  const perWord = emitter === 'viper' ? 0 : MACHINE_CODE_PRICE.PER_FRAME_WORD * frameWords;
  const closure = captured.length > 0 ? CALL_PRICE.CLOSURE - CALL_PRICE.BYTECODE : 0;
  return call + perWord + closure + (exceptDepth > 0 ? MACHINE_CODE_PRICE.HANDLERS : 0);
}

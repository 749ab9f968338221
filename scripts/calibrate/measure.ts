/** Runs programs on the simulated board and measures: opcodes executed, heap objects and blocks allocated, simulated time. */
import { MemoryFileTree, PyboardSystem } from '../../src/index.js';
import { opcodeCounts } from '../../src/vm/counting.js';

/** What a run cost. */
export interface Measurement {
  /** Executions by MicroPython's opcode names. */
  readonly opcodes: ReadonlyMap<string, number>;
  readonly objects: number;
  readonly blocks: number;
  /** What the program printed. */
  readonly output: string;
}

/** Simulated time limit of a program, in nanoseconds: a quarter of an hour. */
const LIMIT = 900_000_000_000n;

/** Runs a program on a fresh PYBv1.1 with the stock firmware. Throws an Error if it fails or does not end. */
export function measure(source: string): Measurement {
  let output = '';
  const system = new PyboardSystem({
    board: 'pybv11',
    firmware: 'stock',
    clock: 'calibrated',
    seed: 0,
    counting: true,
    optimize: 0,
    flash: new MemoryFileTree({ 'boot.py': '', 'main.py': '' }),
    factoryFiles: false,
    shared: null,
    output: (bytes) => {
      output += Buffer.from(bytes).toString('latin1');
    },
    newline: '\n',
    program: { kind: 'code', source, filename: '<stdin>' },
    afterwards: 'stop',
    exitResets: false,
  });
  opcodeCounts.clear();
  system.run(LIMIT);
  if (system.exit?.kind !== 'ok') throw new Error(`the program failed or did not end:\n${output}`);
  return { opcodes: new Map(opcodeCounts), ...system.allocated, output };
}

/** The difference of two measurements: what the first did and the second did not. */
export function difference(more: Measurement, less: Measurement): Measurement {
  const opcodes = new Map<string, number>();
  for (const [name, count] of more.opcodes) {
    const rest = count - (less.opcodes.get(name) ?? 0);
    if (rest !== 0) opcodes.set(name, rest);
  }
  return { opcodes, objects: more.objects - less.objects, blocks: more.blocks - less.blocks, output: more.output };
}

/**
 * Runs one program on a board inside this process, for `engines.ts`: `host.ts auto|interpreter|compiled PROGRAM`. It is bundled and
 * started as the command is.
 */
import { readFileSync } from 'node:fs';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import type { TierName } from '../../src/system/options.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';
import { take, writeMarks } from './marks.js';

/** Simulated nanoseconds that a program may take: a day. */
const LIMIT = 86_400_000_000_000n;

const [engine, path] = process.argv.slice(2);
const system = new PyboardSystem({
  board: 'pybd-sf6',
  firmware: 'threads',
  clock: 'calibrated',
  seed: 0,
  optimize: 0,
  tier: engine as TierName,
  flash: new MemoryFileTree({ 'boot.py': '', 'main.py': '' }),
  factoryFiles: false,
  shared: null,
  output: take,
  newline: '\n',
  program: { kind: 'code', source: readFileSync(path, 'utf8'), filename: 'program.py' },
  afterwards: 'stop',
  exitResets: false,
});
system.run(LIMIT);
if (system.exit?.kind !== 'ok') throw new Error(`the program did not end well: ${JSON.stringify(system.exit)}`);
writeMarks();

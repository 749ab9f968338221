/**
 * Runs one program on a board inside this process, for `engines.ts`: `host.ts auto|interpreter|compiled PROGRAM`. It is bundled and
 * started the way the command is.
 */
import { readFileSync } from 'node:fs';
import type { TierName } from '../../src/system/options.js';
import { BenchBoard } from './bench-board.js';
import { take, writeMarks } from './marks.js';

const [engine, path] = process.argv.slice(2);
const board = new BenchBoard(readFileSync(path, 'utf8'), { tier: engine as TierName, output: take });
void board.runInBursts().then(writeMarks);

/**
 * `npm run calibrate`: compares the simulated clock of a PYBv1.1 with the real one, by the perf_bench programs in a checkout of MicroPython.
 * Prints every residual; `--write FILE` writes them as a document; `--check` fails if one is beyond the bounds that the clock promises.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { optionsOf } from '../options.js';
import { BENCHMARKS, type BenchmarkRow, runBenchmark } from './benchmarks.js';
import { document, movedText, percent, signed } from './document.js';
import { STATEMENTS, type StatementRow, timeStatement } from './statements.js';

const USAGE = `usage: npm run calibrate -- --tests DIR [options]
  --tests DIR      the tests folder of a checkout of micropython/micropython
  --only NAME      only this program or statement; may be repeated
  --write FILE     write the results as a Markdown document
  --check          fail if a figure is beyond its bound`;

/** Rounds of the loop around a statement. */
const REPETITIONS = 1000;
/** What the clock promises. */
const BOUNDS = { within: 10, programsOutside: 1, worst: 15, allocations: 2, statementsWithin: 20, statementsShare: 0.85 };
function main(): number {
  const values = optionsOf(USAGE, {
    tests: { type: 'string' },
    check: { type: 'boolean' },
    write: { type: 'string' },
    only: { type: 'string', multiple: true },
  });
  if (values.tests === undefined || !existsSync(join(values.tests, 'perf_bench'))) {
    console.error(USAGE);
    return 2;
  }
  const tests = resolve(values.tests);
  const chosen = (name: string) => values.only === undefined || values.only.includes(name);
  const programs = BENCHMARKS.filter(chosen).map((name) => {
    const row = runBenchmark(tests, name);
    console.log(programLine(row));
    if (row.moved !== null) console.log(`    ${movedText(row.moved)}`);
    for (const [opcode, real, ours] of row.opcodes) console.log(`    ${opcode}: ${real} on the board, ${ours} here`);
    return row;
  });
  const statements = STATEMENTS.filter(({ name }) => chosen(name)).map((statement) => timeStatement(statement, REPETITIONS));
  for (const row of statements) console.log(statementLine(row));
  const faults = beyondBounds(programs, statements);
  for (const fault of faults) console.log(`beyond the bounds: ${fault}`);
  if (values.write !== undefined) writeFileSync(values.write, document(programs, statements));
  return values.check === true && faults.length > 0 ? 1 : 0;
}

function programLine({ name, opcodes, objects, blocks, microseconds }: BenchmarkRow): string {
  const equal = opcodes.length === 0 ? 'opcodes equal' : `${opcodes.length} opcodes differ`;
  return `${name.padEnd(18)} ${equal.padEnd(18)} objects ${signed(percent(objects)).padEnd(9)} blocks ${signed(percent(blocks)).padEnd(9)} time ${signed(percent(microseconds))}`;
}

function statementLine({ name, cycles }: StatementRow): string {
  return `${name.padEnd(28)} ${String(cycles[0]).padStart(6)} cycles, here ${cycles[1].toFixed(0).padStart(6)}  ${signed(percent(cycles))}`;
}

function beyondBounds(programs: readonly BenchmarkRow[], statements: readonly StatementRow[]): string[] {
  const faults: string[] = [];
  const off = (row: BenchmarkRow) => Math.abs(percent(row.microseconds));
  for (const row of programs) {
    if (row.opcodes.length > 0) faults.push(`${row.name}: opcode counts differ`);
    for (const kind of ['objects', 'blocks'] as const) {
      if (Math.abs(percent(row[kind])) > BOUNDS.allocations) faults.push(`${row.name}: allocated ${kind} ${signed(percent(row[kind]))}`);
    }
    if (off(row) > BOUNDS.worst) faults.push(`${row.name}: time ${signed(percent(row.microseconds))}`);
  }
  const outside = programs.filter((row) => off(row) > BOUNDS.within);
  if (outside.length > BOUNDS.programsOutside) faults.push(`${outside.length} programs off by more than ${BOUNDS.within} %`);
  const good = statements.filter(({ cycles }) => Math.abs(percent(cycles)) <= BOUNDS.statementsWithin);
  if (good.length < statements.length * BOUNDS.statementsShare) {
    faults.push(`only ${good.length} of ${statements.length} statements within ${BOUNDS.statementsWithin} %`);
  }
  return faults;
}

process.exitCode = main();

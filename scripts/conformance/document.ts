/** `docs/conformance.md`, written from the results of several runs. */
import { readFileSync } from 'node:fs';
import { type TestResult, tally } from './report.js';

/** The results of a run, as its JSON file holds them. */
export interface Results {
  /** The board, or `reference`. */
  readonly name: string;
  /** The line that upstream's `target_info.py` prints. */
  readonly target: string;
  readonly results: readonly TestResult[];
}

const HEAD = `# Conformance

MicroPython's own test suite (\`tests/\` of micropython/micropython, as of v1.29) on the simulated boards, and on the reference, which
is MicroPython's WebAssembly build. Each test runs on a freshly booted board; its output is compared with its \`.exp\` file, else with
what CPython prints, as upstream's runner does. Tests that upstream's feature checks skip on a board are skipped here, too:
on the full build (firmware \`everything\`), which is measured where none is named, and on the one that a board has where its user
names none (\`threads\`), which lacks features that some tests need. Of \`cpydiff\`,
programs that show where MicroPython differs from CPython, the reference's output is what must come.

Written by \`npm run conformance -- --document docs/conformance.md RESULTS.json…\` from what these leave behind:

\`\`\`
npm run conformance -- --tests DIR --board pybd-sf6 --json sf6.json
npm run conformance -- --tests DIR --board pybv11 --json v11.json
npm run conformance -- --tests DIR --board pybd-sf6 --firmware threads --json sf6-threads.json
npm run conformance -- --tests DIR --board pybv11 --firmware threads --json v11-threads.json
npm run conformance -- --tests DIR --reference --json reference.json
\`\`\`

The hardware's own tests, \`--dirs ports/stm32,extmod_hardware\`, run with the wires that \`target_wiring/PYBx.py\` names.

`;

/** The document on the runs whose JSON files are given. */
export function conformanceDocument(paths: readonly string[]): string {
  const runs = paths.map((path) => JSON.parse(readFileSync(path, 'utf8')) as Results);
  const boards = runs.filter(({ name }) => name !== 'reference');
  return [
    HEAD,
    ...countTable(runs),
    ...runs.map(({ name, target }) => `- ${name}: \`${target}\``),
    '',
    ...section('Failures', rowsOf(boards, 'fail')),
    ...section('Skipped', rowsOf(boards, 'skip')),
  ].join('\n');
}

/** Passed, failed and skipped tests by directory. */
function countTable(runs: readonly Results[]): string[] {
  const tallies = runs.map(({ results }) => new Map(tally(results).map((row) => [row.directory, row])));
  const directories = [...new Set(tallies.flatMap((rows) => [...rows.keys()]))].filter((name) => name !== 'all');
  const cell = (rows: (typeof tallies)[number], directory: string): string => {
    const row = rows.get(directory);
    return row === undefined ? '' : `${row.pass} / ${row.fail} / ${row.skip}`;
  };
  return [
    `| passed / failed / skipped | ${runs.map(({ name }) => name).join(' | ')} |`,
    `|---|${'--:|'.repeat(runs.length)}`,
    ...[...directories, 'all'].map((directory) => `| ${directory} | ${tallies.map((rows) => cell(rows, directory)).join(' | ')} |`),
    '',
  ];
}

/**
 * Rows for the tests with this result on some board; a row names the boards if it does not hold for all. Tests of one directory with the
 * same reason share a row.
 */
function rowsOf(runs: readonly Results[], kind: TestResult['result']): string[] {
  const boardsOf = new Map<string, string[]>();
  for (const { name, results } of runs)
    for (const { path, result, detail } of results)
      if (result === kind) {
        const key = JSON.stringify([path, detail]);
        boardsOf.set(key, [...(boardsOf.get(key) ?? []), name]);
      }
  const groups = new Map<string, string[]>();
  for (const [key, boards] of [...boardsOf].sort()) {
    const [path, detail] = JSON.parse(key) as [string, string];
    const directory = path.slice(0, path.lastIndexOf('/'));
    const group = JSON.stringify([directory, detail, boards.length === runs.length ? '' : boards.join(', ')]);
    groups.set(group, [...(groups.get(group) ?? []), path.slice(directory.length + 1).replace(/\.py$/, '')]);
  }
  return [...groups].map(([group, names]) => {
    const [directory, detail, boards] = JSON.parse(group) as [string, string, string];
    return `| ${directory} | ${names.map((name) => `\`${name}\``).join(' ')} | ${escape(detail)} | ${boards} |`;
  });
}

function section(title: string, rows: string[]): string[] {
  if (rows.length === 0) return [`## ${title}`, '', 'None.', ''];
  return [`## ${title}`, '', '| directory | tests | reason | only on |', '|---|---|---|---|', ...rows, ''];
}

function escape(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));
}

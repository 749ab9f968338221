/** Coverage in lcov's format (geninfo(1)), which genhtml, Codecov, editors and other tools read. */
import { type FileCoverage, type FunctionCoverage, mergeCoverage } from './file-coverage.js';

/**
 * Returns the coverage of one or several runs in lcov's format: lines, functions and branches with their counts. `place` maps a file's path on
 * the board to the path shown to the reader; by default they are the same. Branch 0 means that the condition held, branch 1 that it failed; `-`
 * means that it was never evaluated. Files without lines of code are left out.
 */
export function lcov(files: Iterable<FileCoverage>, place: (path: string) => string = (path) => path): string {
  const records = mergeCoverage(Array.from(files, (file) => ({ ...file, path: place(file.path) })));
  return records
    .filter(({ lines }) => lines.size > 0)
    .map((file) =>
      record(file)
        .map((line) => `${line}\n`)
        .join(''),
    )
    .join('');
}

function record({ path, lines, functions, branches }: FileCoverage): string[] {
  const named = withOwnNames(functions);
  const ways = branches.flatMap(({ line, index, held, failed }) => {
    const count = (runs: number): string => (held + failed === 0 ? '-' : `${runs}`);
    return [`BRDA:${line},${index},0,${count(held)}`, `BRDA:${line},${index},1,${count(failed)}`];
  });
  return [
    'TN:',
    `SF:${path}`,
    ...named.map(({ line, name }) => `FN:${line},${name}`),
    ...named.map(({ runs, name }) => `FNDA:${runs},${name}`),
    `FNF:${named.length}`,
    `FNH:${named.filter(({ runs }) => runs > 0).length}`,
    ...ways,
    `BRF:${ways.length}`,
    `BRH:${branches.reduce((sum, { held, failed }) => sum + (held > 0 ? 1 : 0) + (failed > 0 ? 1 : 0), 0)}`,
    ...Array.from(lines, ([line, runs]) => `DA:${line},${runs}`),
    `LF:${lines.size}`,
    `LH:${[...lines.values()].filter((runs) => runs > 0).length}`,
    'end_of_record',
  ];
}

/** lcov identifies functions by name, so a function with a name that is already taken, as in a property, gets its line appended. */
function withOwnNames(functions: readonly FunctionCoverage[]): FunctionCoverage[] {
  const taken = new Set<string>();
  return functions.map((each) => {
    const name = taken.has(each.name) ? `${each.name}:${each.line}` : each.name;
    taken.add(each.name);
    return { ...each, name };
  });
}

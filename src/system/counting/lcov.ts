/** Coverage as lcov writes it (geninfo(1)): what genhtml, Codecov, editors and the like read. */
import { type FileCoverage, type FunctionCoverage, mergeCoverage } from './file-coverage.js';

/**
 * Coverage of one run or several in the form of lcov: lines, functions and branches with their counts. `place`: where a file lies for who reads it,
 * by its path on the board; by default that path. Branch 0 of each is that it held, 1 that it failed; `-`: it was never asked. A file without
 * lines of code is not there.
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

/** lcov knows functions by their names: those of a name that another has, as of a property, get their line. */
function withOwnNames(functions: readonly FunctionCoverage[]): FunctionCoverage[] {
  const taken = new Set<string>();
  return functions.map((each) => {
    const name = taken.has(each.name) ? `${each.name}:${each.line}` : each.name;
    taken.add(each.name);
    return { ...each, name };
  });
}

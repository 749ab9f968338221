/** Results of tests, for people. */
import { formatDuration } from '../system/duration.js';
import { type CaseResult, isUnimported } from '../tester/case-result.js';
import type { FileResults } from '../tester/junit.js';

const WORDS: Readonly<Record<CaseResult['outcome'], string>> = { passed: 'ok', failed: 'FAIL', error: 'ERROR', skipped: 'skip' };
const NAME_WIDTH = 50;

/** Returns the line for a test that has ended. */
export function line({ name, outcome, ns, report }: CaseResult): string {
  const note = outcome === 'skipped' ? report : ns === 0n ? '' : formatDuration(ns);
  return `  ${WORDS[outcome].padEnd(5)} ${name.padEnd(NAME_WIDTH)} ${note}`.trimEnd().concat('\n');
}

const indented = (text: string): string => `${text.trimEnd().replace(/^/gm, '  ')}\n`;

/** Returns the reports on all tests that have failed. */
export function failures(files: readonly FileResults[]): string {
  return files
    .flatMap(({ path, results }) =>
      results
        .filter(({ failure }) => failure !== null)
        .map(({ name, outcome, failure }) => `\n${WORDS[outcome]} ${path} ${name}\n${indented(failure as string)}`),
    )
    .join('');
}

/** Returns how many tests have passed and failed, and how much time has been simulated. */
export function summary(files: readonly FileResults[]): string {
  const all = files.flatMap(({ results }) => results);
  const count = (...outcomes: CaseResult['outcome'][]): number => all.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const skipped = count('skipped');
  const unimported = all.filter(isUnimported).length;
  const ns = all.reduce((sum, result) => sum + result.ns, 0n);
  const counts = [`${count('passed')} passed`, `${count('failed', 'error') - unimported} failed`];
  if (skipped > 0) counts.push(`${skipped} skipped`);
  if (unimported > 0) counts.push(`${unimported} ${unimported === 1 ? 'file' : 'files'} not imported`);
  return `${counts.join(', ')}; ${formatDuration(ns)} simulated`;
}

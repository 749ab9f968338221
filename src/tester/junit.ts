/** Test results as JUnit's XML, which CI services show. https://github.com/testmoapp/junitxml describes what they read. */
import type { CaseResult } from './case-result.js';

/** The results of a file's tests. */
export interface FileResults {
  /** The path of the file from the folder in which the tests were started. */
  readonly path: string;
  readonly results: readonly CaseResult[];
}

/** Returns the XML for all files. Times are simulated seconds. */
export function junit(files: readonly FileResults[]): string {
  const all = files.flatMap(({ results }) => results);
  const suites = files.map(suite).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="vpyb test" ${figures(all)}>\n${suites}</testsuites>\n`;
}

function suite({ path, results }: FileResults): string {
  return `  <testsuite name=${quoted(path)} ${figures(results)}>\n${results.map((result) => testCase(path, result)).join('')}  </testsuite>\n`;
}

function figures(results: readonly CaseResult[]): string {
  const count = (outcome: CaseResult['outcome']): number => results.filter((result) => result.outcome === outcome).length;
  const ns = results.reduce((sum, result) => sum + result.ns, 0n);
  return `tests="${results.length}" failures="${count('failed')}" errors="${count('error')}" skipped="${count('skipped')}" time="${seconds(ns)}"`;
}

function testCase(path: string, { name, outcome, ns, report, failure, output }: CaseResult): string {
  const place = path.replace(/\.py$/, '').replaceAll('/', '.');
  const dot = name.search(/\.\w+( |$)/);
  const [className, method] = dot < 0 ? [place, name] : [`${place}.${name.slice(0, dot)}`, name.slice(dot + 1)];
  const inner = [verdict(outcome, report, failure), output === '' ? '' : `      <system-out>${escaped(output)}</system-out>\n`].join('');
  const head = `    <testcase classname=${quoted(className)} name=${quoted(method)} file=${quoted(path)} time="${seconds(ns)}"`;
  return inner === '' ? `${head}/>\n` : `${head}>\n${inner}    </testcase>\n`;
}

function verdict(outcome: CaseResult['outcome'], report: string, failure: string | null): string {
  if (outcome === 'passed') return '';
  const message = quoted(messageOf(report));
  if (outcome === 'skipped') return `      <skipped message=${message}/>\n`;
  const element = outcome === 'failed' ? 'failure' : 'error';
  return `      <${element} message=${message}>${escaped(failure ?? report)}</${element}>\n`;
}

/** A report up to its second traceback, without the places of the first. */
function messageOf(report: string): string {
  const lines = report.trimEnd().split('\n');
  const start = lines[0].startsWith('Traceback ') ? lines.findIndex((line, i) => i > 0 && !line.startsWith('  File "')) : 0;
  const next = lines.findIndex((line, i) => i > start && line.startsWith('Traceback '));
  return lines
    .slice(start, next < 0 ? undefined : next)
    .join('\n')
    .trimEnd();
}

const seconds = (ns: bigint): string => (Number(ns / 1000n) / 1e6).toFixed(6);

/** Escapes a text for XML. Characters that XML cannot hold, escaped or not, become U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const quoted = (text: string): string => `"${escaped(text).replaceAll('\n', '&#10;')}"`;

/** What has come of the tests of a file. */
import type { Outside } from './outside.js';
import type { Outcome } from './vpyb-module.js';

/** The name for what a file does before its tests. If that fails, the file cannot be imported, and its tests are not known. */
export const IMPORT = 'import';

/** How a test has ended. */
export interface TestEnd {
  /** `Lamp.test_lights`, or `IMPORT`. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Simulated nanoseconds, including those of its boards. */
  readonly ns: bigint;
  /** A traceback, or why it was skipped; empty for one that has passed. */
  readonly report: string;
  /** The exceptions that the test itself has failed by. */
  readonly raised: readonly object[];
  /** What the test has printed. */
  readonly output: string;
  /** The boards, the test's own first. Their state is kept until the next test begins. */
  readonly boards: readonly Outside[];
  /** When the test began, by the time of its own board, in ns. */
  readonly began: bigint;
}

/** The result of a test. */
export interface CaseResult extends TestEnd {
  /** The full text with sources, output and timelines, if it has failed; otherwise null. */
  readonly failure: string | null;
}

/** Why a file without tests is skipped. */
export const TESTLESS = 'no tests found: functions test…, or methods test… of a unittest.TestCase';

/** Whether a result is not that of a test, but of a file without tests. */
export const isTestless = ({ name, report }: CaseResult): boolean => name === IMPORT && report === TESTLESS;

/** Whether a result is not that of a test, but of a file that cannot be imported. */
export const isUnimported = ({ name, failure }: CaseResult): boolean => name === IMPORT && failure !== null;

/** The result for a file that is not run at all: its tests are not known. */
export const notRun = (reason: string): CaseResult => ({
  ...{ name: IMPORT, outcome: 'skipped', report: reason, output: '', raised: [], failure: null },
  ...{ ns: 0n, began: 0n, boards: [] },
});

/** How fast a board is simulated: a simulated week of each of the chapter's examples, and a year of a program that wakes once a minute. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ratio, type TableText } from './report.js';

/** A simulated run of a program, and what it cost. */
export interface Simulated {
  readonly name: string;
  readonly simulatedSeconds: number;
  readonly seconds: number;
  /** Peak resident memory of the process, in megabytes. */
  readonly megabytes: number;
  /** The same for a run of a seventh of that time: the difference shows memory that grows. */
  readonly earlyMegabytes: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const DAY = 86_400;
const SLEEPER = 'import time\nwhile True:\n    time.sleep(60)\n';

/** The techniques of the chapter, as examples. */
const CHAPTER = ['round-robin', 'timers', 'threads', 'asyncio'];

/** Runs everything: each of the chapter's examples for `days` days, the sleeper for `year` days. */
export function simulate(days: number, year: number): Simulated[] {
  const rows = CHAPTER.map((name) => simulated(name, join(root, 'examples', name, 'main.py'), days * DAY));
  const folder = mkdtempSync(join(tmpdir(), 'vpyb-bench-'));
  try {
    const path = join(folder, 'main.py');
    writeFileSync(path, SLEEPER);
    return [...rows, simulated('wakes once a minute', path, year * DAY)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function simulated(name: string, path: string, simulatedSeconds: number): Simulated {
  const { megabytes: earlyMegabytes } = least(name, path, Math.ceil(simulatedSeconds / 7));
  return { name, simulatedSeconds, earlyMegabytes, ...least(name, path, simulatedSeconds) };
}

/** The lower figures of two runs: whether V8 doubles its young generation, which is 10 MB, depends on timing. */
function least(name: string, path: string, simulatedSeconds: number): { seconds: number; megabytes: number } {
  const [a, b] = [timed(name, path, simulatedSeconds), timed(name, path, simulatedSeconds)];
  return { seconds: Math.min(a.seconds, b.seconds), megabytes: Math.min(a.megabytes, b.megabytes) };
}

/**
 * Makes a process report its own peak resident memory, in kilobytes, when it ends. On Linux `maxRSS` includes the process that started it
 * (this one, which grows), so there the report is `VmHWM`.
 */
const TELL_MEMORY = `process.on('exit', () => {
  const { platform, getBuiltinModule, resourceUsage } = process;
  const status = platform === 'linux' ? getBuiltinModule('node:fs').readFileSync('/proc/self/status', 'latin1') : '';
  process.stderr.write('\\x01' + (/VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? resourceUsage().maxRSS));
});`;

function timed(name: string, path: string, simulatedSeconds: number): { seconds: number; megabytes: number } {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(TELL_MEMORY)}`,
      join(root, 'bin/vpyb.js'),
      'run',
      '--for',
      `${simulatedSeconds}s`,
      path,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const memory = /\x01(\d+)/.exec(stderr);
  if (memory === null) throw new Error(`${name} ended with ${status}: ${stderr.slice(-2000)}`);
  return { seconds, megabytes: Number(memory[1]) / 1024 };
}

/** The table. */
export function simulationTable(rows: readonly Simulated[]): TableText {
  return {
    title: 'Simulated time',
    head: ['program', 'simulated days', 'seconds', 'simulated seconds per second', 'peak memory, MB', 'after a seventh'],
    rows: rows.map(({ name, simulatedSeconds, seconds, megabytes, earlyMegabytes }) => [
      name,
      String(simulatedSeconds / DAY),
      seconds.toFixed(1),
      Math.round(simulatedSeconds / seconds).toLocaleString('en'),
      ratio(megabytes),
      ratio(earlyMegabytes),
    ]),
  };
}

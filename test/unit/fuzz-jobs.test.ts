/** The fuzzer's tally: every program is counted once, whatever becomes of the process that ran it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runJobs } from '../../scripts/fuzz/jobs.js';

const folder = mkdtempSync(join(tmpdir(), 'vpyb-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A worker that runs `atSeed` before it finds that a program does the same; `before` comes before all programs. */
function worker(name: string, atSeed: string, before = ''): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `const value = (name) => Number(process.argv[process.argv.indexOf(name) + 1]);
    const tell = (message) => new Promise((done) => process.send(message, done));
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    ${before}
    for (let seed = value('--seed'), end = seed + value('--count'); seed < end; seed++) {
      await tell({ begins: seed });
      ${atSeed}
      await tell({ verdict: { kind: 'same' } });
    }
    process.disconnect();`,
  );
  return path;
}

async function run(script: string, count: number, patience = 30_000) {
  const printed: string[] = [];
  const tally = await runJobs({ script, words: [], first: 1, count, jobs: 2, patience, print: (text) => printed.push(text) });
  return { tally, printed };
}

test('programs of several processes are added up', async () => {
  const { tally, printed } = await run(worker('fine', ''), 600);
  expect(tally).toEqual({ same: 600, different: 0, explained: {}, unanswered: {} });
  expect(printed).toEqual([]);
});

test('a process that dies keeps its count, and another goes on after it', async () => {
  const body = `if (seed === 2) { await tell({ verdict: { kind: 'different', text: 'two' } }); await tell({ report: 'small two' }); continue; }
    if (seed === 3) { await tell({ verdict: { kind: 'explained', reason: 'known' } }); continue; }
    if (seed === 5) process.exit(3);`;
  const { tally, printed } = await run(worker('dies', body), 10);
  expect(tally).toEqual({ same: 7, different: 2, explained: { known: 1 }, unanswered: {} });
  expect(printed).toEqual(['small two', '--seed 5 --count 1: ends the process (status 3)\n']);
});

test('a process that says nothing is ended, one that still makes a program small is not', async () => {
  const body = `if (seed === 2) await pause(60_000);
    if (seed === 4) {
      await tell({ verdict: { kind: 'different', text: 'four' } });
      for (let i = 0; i < 6; i++) { await pause(500); await tell({ isAlive: true }); }
      await tell({ report: 'small four' });
      continue;
    }`;
  const { tally, printed } = await run(worker('hangs', body), 5, 2000);
  expect(tally).toEqual({ same: 3, different: 2, explained: {}, unanswered: {} });
  expect(printed).toEqual(['--seed 2 --count 1: says nothing for 2 s\n', 'small four']);
});

test('a process that falls silent while the reference is at work tells nothing of the board', async () => {
  const body = `if (seed === 2) { await tell({ isAsking: true }); await pause(60_000); }
    if (seed === 3) { await tell({ isAsking: true }); process.exit(3); }
    if (seed === 4) { await tell({ isAsking: true }); await tell({ isAsking: false }); process.exit(3); }`;
  const { tally, printed } = await run(worker('asks', body), 5, 2000);
  expect(tally).toEqual({
    same: 2,
    different: 1,
    explained: {},
    unanswered: { 'says nothing for 2 s': 1, 'ends the process (status 3)': 1 },
  });
  expect(printed).toEqual(['--seed 4 --count 1: ends the process (status 3)\n']);
});

test('a difference that cannot be made small is counted once and told as it is', async () => {
  const body = `if (seed === 1) { await tell({ verdict: { kind: 'different', text: 'one' } }); process.exit(1); }`;
  const { tally, printed } = await run(worker('unshrunk', body), 3);
  expect(tally).toEqual({ same: 2, different: 1, explained: {}, unanswered: {} });
  expect(printed).toEqual(['--seed 1 --count 1: one\n  (making it small ends the process (status 1))\n']);
});

test('a worker that cannot even begin is no difference but a failure of the run', async () => {
  await expect(run(worker('broken', '', 'process.exit(1);'), 3)).rejects.toThrow('a worker dies before it begins');
});

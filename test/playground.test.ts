/** The playground as it is served, and its Worker's program in a world that has a Worker's names and none of Node's. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import type { BuildContext } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundlePlayground, servePlayground } from '../scripts/playground.js';
import type { Report, Request } from '../src/hosts/browser/protocol.js';

let folder: string;
let playground: BuildContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vpyb-playground-'));
  playground = await bundlePlayground(folder);
  await playground.rebuild();
}, 60_000);

afterAll(async () => {
  await playground?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test('it is served from memory: a build, which makes dist anew, leaves it alone', async () => {
  const before = existsSync('dist/playground');
  const { port, context } = await servePlayground();
  const texts = await Promise.all(
    ['', 'page.js', 'worker.js'].map(async (name) => (await fetch(`http://127.0.0.1:${port}/${name}`)).text()),
  );
  await context.dispose();
  expect(texts[0]).toContain('<title>virtual-pyboard</title>');
  expect(texts.map(({ length }) => length > 1000)).toEqual([true, true, true]);
  expect((texts[1] as string).length).toBeLessThan(950_000); // The board is the Worker's alone.
  expect([existsSync('dist/playground'), existsSync('examples/playground/page.js')]).toEqual([before, false]);
});

describe('the command', () => {
  const command = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/playground.ts', ...words], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  test('says with --help what it does, and serves nothing', () => {
    const { status, stdout, stderr } = command('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^usage: npm run playground -- \[--port N \| --build\]\nThe page with a board: [\s\S]* --port N /);
  });

  test('says in a line what it cannot do', async () => {
    const { port, context } = await servePlayground();
    const taken = command('--port', String(port));
    await context.dispose();
    expect(taken).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(/^playground: .* address already in use\n$/) });
    const stderr = "playground: --port '99999' is not a whole number from 1 to 65535\n";
    expect(command('--port', '99999')).toEqual({ status: 2, stdout: '', stderr });
    expect(command('--build', '--port', '9')).toMatchObject({
      status: 2,
      stderr: 'playground: --build serves nothing: leave out --port\n',
    });
  }, 30_000);
});

/** The Worker's program, and what it has reported. `evaluates`: whether text may become code there. */
function startWorker(evaluates: boolean): { send(request: Request): void; readonly reports: Report[]; turn(): void } {
  const reports: Report[] = [];
  const listeners: ((event: { data: unknown }) => void)[] = [];
  let later: (() => void)[] = [];
  const world = {
    postMessage: (message: Report) => reports.push(message),
    addEventListener: (_: 'message', listener: (typeof listeners)[number]) => listeners.push(listener),
    performance: { now: () => performance.now() },
    setTimeout: (run: () => void) => later.push(run),
  };
  const context = createContext({ ...world }, { codeGeneration: { strings: evaluates, wasm: false } });
  runInContext('var self = globalThis;', context);
  runInContext(readFileSync(join(folder, 'worker.js'), 'utf8'), context);
  return {
    reports,
    send: (request) => {
      for (const listener of listeners) listener({ data: request });
    },
    turn() {
      const due = later;
      later = [];
      for (const run of due) run();
    },
  };
}

const PROGRAM = `
import pyb
total = 0
for i in range(30000): total += i
pyb.LED(2).on()
print('sum', total, 1/3)
`;

describe.each([
  ['where text may become code', true],
  ['under a policy without unsafe-eval', false],
])('a Worker %s', (_, evaluates) => {
  test('runs a board', () => {
    const { send, reports, turn } = startWorker(evaluates);
    send({ kind: 'start', files: { 'main.py': PROGRAM }, options: { board: 'pybv11' }, pace: Number.POSITIVE_INFINITY });
    let output = '';
    let lit = 0;
    for (let i = 0, seen = 0; i < 2000 && !output.includes('>>> '); i++) {
      turn();
      for (; seen < reports.length; seen++) {
        const report = reports[seen] as Report;
        if (report.kind !== 'frame') continue;
        output += String.fromCharCode(...report.frame.output);
        for (const { signal, value } of report.frame.events) if (signal === 'LED(2)') lit = value;
        send({ kind: 'shown' });
      }
    }
    expect(reports[0]).toMatchObject({ kind: 'started', title: 'PYBv1.1', leds: [{ signal: 'LED(1)', colour: 'red' }, {}, {}, {}] });
    expect(output).toMatch(/^sum 449985000 0.33333334\r\nMicroPython/);
    expect(lit).toBe(1);
  });

  test('says what is wrong with a program, whether a board is on or not', () => {
    const { send, reports } = startWorker(evaluates);
    const checked = (source: string) => {
      send({ kind: 'check', id: 7, source, board: 'pybv11' });
      return reports.at(-1);
    };
    const problem = { line: 2, start: 4, end: 5, message: 'SyntaxError: invalid syntax' };
    expect(checked('x = 5\ny = = 6')).toEqual({ kind: 'checked', id: 7, problem });
    send({ kind: 'start', files: { 'main.py': 'while True: pass' }, options: {}, pace: 1 });
    expect(checked('x = 5\nreturn x')).toMatchObject({ problem: { line: 2, message: "SyntaxError: 'return' outside function" } });
    expect(checked("if x:\n    y = 'U0001F600' + (\n")).toMatchObject({ problem: { line: 3, message: 'SyntaxError: invalid syntax' } });
    // A board's own firmware has no template strings.
    expect(checked("x = t'{1}'")).toMatchObject({ problem: { line: 1, message: 'SyntaxError: invalid syntax' } });
    expect(checked('x = 5\nprint(nothing)')).toEqual({ kind: 'checked', id: 7, problem: null });
  });

  test('says why there is no board', () => {
    const { send, reports } = startWorker(evaluates);
    send({ kind: 'start', files: { 'main.py': new Uint8Array(1 << 20) }, options: {}, pace: 1 });
    expect(reports).toMatchObject([{ kind: 'failed', message: expect.stringContaining('flash') }]);
  });
});

/**
 * The playground: its Worker's program in a world that has a Worker's names and none of Node's, and the page itself in Chromium where
 * there is one (`CHROMIUM`, else /usr/bin/chromium).
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import type { BuildContext } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fragmentOf, sharedIn } from '../examples/playground/address.js';
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

describe('a program in an address', () => {
  test.each([
    ['a short one', "print('ü €')\n", ''],
    ['one of half a megabyte', '# é\n'.repeat(100_000), ''],
    ['with what is plugged in', 'import pyb', '{ "probes": ["X1"] }'],
    ['that is empty', '', '{}'],
  ])('comes out as it went in: %s', (_, program, setup) => {
    const fragment = fragmentOf({ program, setup });
    expect(fragment).toMatch(/^[A-Za-z0-9_.-]+$/);
    expect(sharedIn(fragment)).toEqual({ program, setup });
  });

  test('is none where the address holds something else', () => {
    expect(['', '%', 'a', 'YQ.a'].map(sharedIn)).toEqual([null, null, null, null]);
  });
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
  expect([existsSync('dist/playground'), existsSync('examples/playground/page.js')]).toEqual([before, false]);
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

  test('says why there is no board', () => {
    const { send, reports } = startWorker(evaluates);
    send({ kind: 'start', files: { 'main.py': new Uint8Array(1 << 20) }, options: {}, pace: 1 });
    expect(reports).toMatchObject([{ kind: 'failed', message: expect.stringContaining('flash') }]);
  });
});

const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(!existsSync(browser))('the page', () => {
  let page: Page;
  const errors: string[] = [];
  let close = async (): Promise<void> => {};

  beforeAll(async () => {
    const { port, context } = await servePlayground();
    const chrome = await chromium.launch({ executablePath: browser, args: QUIET });
    close = async () => {
      await chrome.close();
      await context.dispose();
    };
    page = await chrome.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`http://127.0.0.1:${port}/`);
  }, 60_000);

  afterAll(() => close());

  /** Waits until the terminal shows a line. */
  const shows = (text: string) => page.locator('.xterm-rows').filter({ hasText: text }).waitFor();

  async function runProgram(source: string): Promise<void> {
    await page.locator('.cm-content').fill(source);
    await page.click('#run');
  }

  test('runs a program, and offers the prompt', async () => {
    await runProgram("import pyb\npyb.LED(1).on()\nprint('lit')");
    await shows('>>>');
    await page.keyboard.type('6*7\n');
    await shows('42');
    expect(await page.getByLabel('LED(1) on').count()).toBe(1);
  }, 120_000);

  test('interrupts and switches off what never ends', async () => {
    await runProgram("print('begun')\nwhile True: pass");
    await shows('begun');
    await page.keyboard.press('Control+c');
    await shows('KeyboardInterrupt');
    await runProgram("print('nested')\nsorted([1, 2], key=lambda x: [1 for i in iter(int, 1)])");
    await shows('nested');
    await page.click('#stop');
    await runProgram("print('again')");
    await shows('again');
  }, 120_000);

  test('takes a program from its address, and does not run it', async () => {
    await page.locator('.cm-content').fill("print('shared')");
    await page.locator('summary').click();
    await page.getByLabel('vpyb.json').fill('{ "probes": ["X1"] }');
    await page.click('#share');
    await page.reload();
    expect(await page.locator('.cm-content').textContent()).toBe("print('shared')");
    expect(await page.getByLabel('vpyb.json').inputValue()).toBe('{ "probes": ["X1"] }');
    expect(await page.textContent('#elapsed')).toBe('–');
  }, 120_000);

  test('shows what is plugged in', async () => {
    await page.selectOption('#pace', 'Infinity');
    await page.selectOption('#examples', 'a display');
    await page.click('#run');
    const looks = `(() => {
      const canvas = document.querySelector('#screens canvas[aria-label=display]');
      return canvas && [canvas.width, canvas.height, canvas.getContext('2d').getImageData(0, 0, 128, 64).data.some((x, i) => i % 4 === 0 && x === 255)];
    })()`;
    const lit = () => page.evaluate(looks);
    await expect.poll(lit, { timeout: 20_000 }).toEqual([128, 64, true]);
    await page.getByLabel('vpyb.json').fill('{ "devices": ');
    await page.click('#run');
    await shows('vpyb.json: ');
    await page.getByLabel('vpyb.json').fill('{ "device": {} }');
    await page.click('#run');
    await shows("the set-up has no 'device'");
    expect(await page.locator('#screens canvas').count()).toBe(0);
  }, 120_000);

  test('reports no error', () => {
    expect(errors).toEqual([]);
  });
});

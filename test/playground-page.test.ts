/** The playground's page in Chromium, where there is one (`CHROMIUM`, else /usr/bin/chromium). */
import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePlayground } from '../scripts/playground.js';

const browser = process.env.CHROMIUM ?? '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
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

  const problem = () => page.getByRole('alert').innerText();
  const marked = () => page.locator('.cm-lintRange-error').allTextContents();

  async function runProgram(source: string): Promise<void> {
    await page.locator('.cm-content').fill(source);
    await page.click('#run');
  }

  test('shows the LEDs of the board that is chosen before anything has run', async () => {
    const lights = () => page.locator('#leds .led').evaluateAll((lenses) => lenses.map((lens) => lens.getAttribute('aria-label')));
    expect(await lights()).toEqual(['LED(1) off', 'LED(2) off', 'LED(3) off', 'LED(4) off']);
    await page.selectOption('#board', 'pybd-sf2');
    expect(await lights()).toEqual(['LED(1) off', 'LED(2) off', 'LED(3) off']);
    await page.selectOption('#board', 'pybv11');
  }, 120_000);

  test('marks what is wrong with a program while it is written, and no more when it is right', async () => {
    await page.locator('.cm-content').fill('x = 5\ny = = 6');
    await expect.poll(marked, { timeout: 20_000 }).toEqual(['=']);
    await page.locator('.cm-lintRange-error').hover();
    await expect.poll(() => page.locator('.cm-tooltip-lint').innerText()).toBe('SyntaxError: invalid syntax');
    await page.locator('.cm-content').press('Control+Home');
    await page.keyboard.type('# above\n');
    expect(await marked()).toEqual(['=']);
    expect([await page.textContent('#state'), await page.locator('#problem').isVisible()]).toEqual(['off', false]);
    await page.locator('.cm-content').fill('y = 6');
    await expect.poll(marked).toEqual([]);
  }, 120_000);

  test('runs a program, and offers the prompt', async () => {
    await runProgram("import pyb\npyb.LED(1).on()\nprint('lit')");
    await shows('>>>');
    await page.keyboard.type('6*7\n');
    await shows('42');
    expect(await page.getByLabel('LED(1) on').count()).toBe(1);
  }, 120_000);

  test('marks the line that raised an exception, and says what it was, until the program runs again', async () => {
    await runProgram('def half(x):\n    return x / 0\nhalf(1)');
    await expect.poll(problem).toBe('Line 2\nZeroDivisionError: divide by zero');
    expect(await marked()).toEqual(['return x / 0']);
    await page.locator('.cm-content').press('Control+Home');
    await page.keyboard.type('# above\n');
    expect(await marked()).toEqual(['return x / 0']); // The mark moves with its line.
    await page.locator('.cm-content').fill('x = 1 +');
    await page.click('#run');
    await expect.poll(problem).toBe('Line 1\nSyntaxError: invalid syntax');
    await runProgram('print(1)');
    expect(await marked()).toEqual([]);
    expect(await page.locator('#problem').isVisible()).toBe(false);
  }, 120_000);

  test('explains what went wrong in an interrupt, and marks the expression', async () => {
    await page.selectOption('#examples', 'Rules of interrupts');
    await page.click('#run');
    await expect.poll(problem).toContain('Why: this makes a list');
    expect(await problem()).toContain('Instead: ');
    expect(await marked()).toEqual(['[timer, timer]']);
  }, 120_000);

  test('tells that the program has been changed since it was run; Ctrl-Enter runs it and writes nothing into it', async () => {
    await runProgram('pass');
    await page.locator('.cm-content').press('Control+End');
    await page.keyboard.type(' # more');
    expect(await page.textContent('#changed')).toBe('changed since it was run');
    await page.keyboard.press('Control+Enter');
    expect(await page.textContent('#changed')).toBe('');
    expect(await page.locator('.cm-content').innerText()).toBe('pass # more');
  }, 120_000);

  test('lets time stand still, go on by a millisecond, and go on', async () => {
    await runProgram('import time\nprint("on")\nwhile True: time.sleep_ms(1)');
    await shows('on');
    const milliseconds = async () => {
      const [number, unit] = ((await page.textContent('#elapsed')) as string).split(' ');
      return Number(number) * (unit === 's' ? 1000 : 1);
    };
    await page.click('#pause');
    await expect.poll(() => page.textContent('#state')).toBe('paused');
    const at = await milliseconds();
    await page.click('#step');
    await expect.poll(milliseconds).toBeCloseTo(at + 1, 1);
    await page.waitForTimeout(300);
    expect(await milliseconds()).toBeCloseTo(at + 1, 1);
    await page.click('#pause');
    await expect.poll(milliseconds).toBeGreaterThan(at + 50);
    await page.click('#stop');
    expect(await page.textContent('#state')).toBe('off');
    expect(await page.isDisabled('#pause')).toBe(true);
  }, 120_000);

  test('runs in slow motion', async () => {
    await page.selectOption('#pace', '0.01');
    await runProgram('print("slow")\nwhile True: pass');
    await expect.poll(() => page.textContent('#speed'), { timeout: 20_000 }).toMatch(/^0\.0\d+ × real time$/);
    await page.selectOption('#pace', '1');
  }, 120_000);

  test('stays at hand while a program prints megabytes', async () => {
    await page.selectOption('#pace', 'Infinity');
    await runProgram("for i in range(4_000): print('x' * 1000)\nprint('all of it')");
    await page.waitForTimeout(500);
    const began = Date.now();
    expect(await page.textContent('#state')).not.toBe('off');
    expect(Date.now() - began).toBeLessThan(5000);
    await shows('all of it');
    await page.selectOption('#pace', '1');
  }, 120_000);

  test('interrupts and switches off what never ends', async () => {
    await runProgram("print('begun')\nwhile True: pass");
    await shows('begun');
    await page.keyboard.press('Control+c');
    await shows('KeyboardInterrupt');
    await runProgram("print('nested')\ndef key(x):\n    while True: pass\nsorted([1, 2], key=key)");
    await shows('nested');
    await page.waitForTimeout(300);
    expect(await page.textContent('.xterm-rows')).not.toContain('Error');
    await page.click('#stop');
    await runProgram("print('again')");
    await shows('again');
  }, 120_000);

  test('takes a program from its address, and does not run it', async () => {
    await page.locator('.cm-content').fill("print('shared')");
    await page.locator('summary').click();
    await page.getByLabel('vpyb.json').fill('{ "probes": ["X1"] }');
    await page.selectOption('#pace', '0.1');
    await page.selectOption('#board', 'pybd-sf2');
    await page.click('#share');
    await expect.poll(() => page.textContent('#note')).toContain('link');
    const link = page.url();
    await page.goto('about:blank');
    await page.evaluate('sessionStorage.clear()').catch(() => {});
    await page.goto(link);
    expect(await page.locator('.cm-content').textContent()).toBe("print('shared')");
    expect(await page.getByLabel('vpyb.json').inputValue()).toBe('{ "probes": ["X1"] }');
    expect([await page.inputValue('#pace'), await page.inputValue('#board')]).toEqual(['0.1', 'pybd-sf2']);
    expect(await page.textContent('#state')).toBe('off');
  }, 120_000);

  test('says that a link is damaged', async () => {
    await page.evaluate('location.hash = location.hash.slice(0, -5)');
    await page.getByRole('alert').filter({ hasText: 'The link is damaged' }).waitFor();
  }, 120_000);

  test('keeps what is written when it is loaded again', async () => {
    await page.locator('.cm-content').fill("print('draft')");
    await page.reload();
    expect(await page.locator('.cm-content').textContent()).toBe("print('draft')");
    await page.selectOption('#pace', '1');
    await page.selectOption('#board', 'pybv11');
  }, 120_000);

  test('shows what is plugged in', async () => {
    await page.selectOption('#pace', 'Infinity');
    await page.selectOption('#examples', 'Display');
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

  test('shows the temperatures that are there now', async () => {
    await page.selectOption('#pace', '1');
    const setup = {
      devices: { outdoors: { type: 'ds18b20', data: 'X3', temperature: 12 }, peer: { type: 'serial', uart: 4 } },
      at: { '10ms': { 'outdoors.temperature': -3.5, 'peer.send': 'hello' } },
    };
    await page.getByLabel('vpyb.json').fill(JSON.stringify(setup));
    await runProgram('while True: pass');
    const captions = () => page.locator('#screens figcaption').allTextContents();
    await expect.poll(captions, { timeout: 20_000 }).toEqual(['outdoors ds18b20 · data X3 · temperature -3.5', 'peer serial · uart 4']);
  }, 120_000);

  test('touches a display where the mouse presses it', async () => {
    await page.selectOption('#pace', '1');
    await page.selectOption('#examples', 'Touch');
    await page
      .getByLabel('vpyb.json')
      .fill(
        '{ "devices": { "lcd": { "type": "lcd160cr", "scl": "X9", "sda": "X10", "sck": "X6", "mosi": "X8", "miso": "X7", "pwr": "X4" } } }',
      );
    await page.click('#run');
    const canvas = page.locator('#screens canvas[aria-label=lcd]');
    /** The colour of a point in the second field. */
    const colour = () =>
      page.evaluate("[...document.querySelector('#screens canvas[aria-label=lcd]').getContext('2d').getImageData(100, 70, 1, 1).data]");
    await canvas.waitFor({ timeout: 20_000 });
    await expect.poll(colour, { timeout: 20_000 }).toEqual([0, 0, 0, 255]);
    const { width, height } = (await canvas.boundingBox()) as { width: number; height: number };
    const place = { position: { x: width * 0.8, y: height * 0.4 }, delay: 200 };
    await canvas.click(place);
    await expect.poll(colour, { timeout: 20_000 }).toEqual([0, 203, 0, 255]);
    await canvas.click(place);
    await expect.poll(colour, { timeout: 20_000 }).toEqual([0, 0, 0, 255]);
    await page.getByLabel('vpyb.json').fill('');
  }, 120_000);

  test('takes the board that the set-up names, until the menu chooses another', async () => {
    await page.selectOption('#pace', 'Infinity');
    await page.getByLabel('vpyb.json').fill('{ "board": "pybd-sf2", "firmware": "stock" }');
    expect(await page.inputValue('#board')).toBe('pybd-sf2');
    await runProgram('import sys, network\nprint(sys.implementation._machine[:8])\nimport _thread');
    await shows('PYBD-SF2');
    await shows("no module named '_thread'");
    await page.selectOption('#board', 'pybd-sf6');
    await page.getByLabel('vpyb.json').fill('{ "board": "pybd-sf2", "probes": [] }');
    expect(await page.inputValue('#board')).toBe('pybd-sf6');
    await runProgram('import sys\nprint(sys.implementation._machine[:8])');
    await shows('PYBD-SF6');
    await page.selectOption('#board', 'pybv11');
    await page.getByLabel('vpyb.json').fill('');
  }, 120_000);

  test('changes the world by hand', async () => {
    await page.selectOption('#pace', '1');
    await page.getByLabel('vpyb.json').fill('{ "probes": ["X1"] }');
    await runProgram("import pyb\npin = pyb.Pin('X1', pyb.Pin.IN)\nprint('looks')\nwhile not pin.value(): pass\nprint('high')");
    await shows('looks');
    await page.getByLabel('Change').fill('X1.level');
    await page.getByLabel('to', { exact: true }).fill('2');
    await page.getByRole('button', { name: 'Set' }).click();
    await expect.poll(() => page.textContent('#refusal')).toContain('X1.level: 2 is not 0 or 1');
    await page.getByLabel('to', { exact: true }).fill('1');
    await page.getByRole('button', { name: 'Set' }).click();
    await shows('high');
    await page.getByLabel('vpyb.json').fill('');
  }, 120_000);

  test('shows the values of signals at the pointer, and goes back to the present', async () => {
    await runProgram("import pyb\nprint('blinks')\nwhile True:\n    pyb.LED(1).toggle()\n    pyb.delay(20)");
    await shows('blinks'); // A board that starts clears marks.
    const canvas = page.locator('#timeline canvas');
    await canvas.click({ position: { x: 300, y: 40 } });
    await canvas.hover({ position: { x: 400, y: 40 } });
    await expect.poll(() => page.textContent('#readout')).toMatch(/from the mark$/);
    expect(await page.isEnabled('#follow')).toBe(true);
    await canvas.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('End');
    await expect.poll(() => page.isDisabled('#follow')).toBe(true);
  }, 120_000);

  test('shows who runs below the signals, unless that is not wanted', async () => {
    const height = (): Promise<number> => page.evaluate("document.querySelector('#timeline canvas').clientHeight");
    const threads = 'for i in range(12): _thread.start_new_thread(lambda: time.sleep_ms(1), ())';
    await runProgram(`import _thread, time\n${threads}\nprint('begun')\nwhile True: time.sleep_ms(50)`);
    await shows('begun');
    // An axis of 22 pixels, main and twelve threads.
    await expect.poll(height).toBeGreaterThanOrEqual(22 + 13 * 26);
    await page.getByLabel('Who runs').uncheck();
    await expect.poll(height).toBeLessThan(22 + 13 * 26);
    await runProgram("import time\nprint('again')\nwhile True: time.sleep_ms(50)");
    await shows('again');
    await page.getByLabel('Who runs').check();
    expect(await height()).toBeLessThan(22 + 13 * 26);
  }, 120_000);

  test.each([
    [390, 844],
    [640, 400],
    [1024, 640],
  ])('has room in %i × %i pixels', async (width, height) => {
    await page.setViewportSize({ width, height });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    for (const id of ['run', 'share', 'switch', 'follow', 'terminal', 'editor']) {
      const box = await page.locator(`#${id}`).boundingBox();
      expect([id, (box?.x ?? -1) >= 0, (box?.x ?? 0) + (box?.width ?? 0) <= width]).toEqual([id, true, true]);
    }
  });

  test('names all that can be operated', async () => {
    const nameless = `[...document.querySelectorAll('button, select, input, textarea:not(.xterm-helper-textarea), canvas[tabindex]')]
      .filter((e) => !e.closest('[hidden]') && !(e.ariaLabel || e.textContent.trim() || e.labels?.length)).map((e) => e.outerHTML)`;
    expect(await page.evaluate(nameless)).toEqual([]);
  });

  test('reports no error', () => {
    expect(errors).toEqual([]);
  });
});

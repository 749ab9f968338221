/** The line of LEDs on a terminal. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LedLine } from '../../src/hosts/node/led-line.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vpyb-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Returns what is drawn on a terminal of this width, without what moves the cursor. */
function drawn(columns: number, isColoured = false): string {
  const path = join(folder, 'terminal');
  const fd = openSync(path, 'w');
  const line = new LedLine(fd, ['red', 'green', 'yellow', 'blue'], isColoured, () => columns);
  line.set(3, true);
  line.draw('1.000 s  ×1.0');
  closeSync(fd);
  return readFileSync(path, 'utf8').replaceAll(/\x1b\[[\d;]*[A-Za-z]|\x1b.|\r/g, '');
}

const WHOLE = '○ ○ ○ ●  1.000 s  ×1.0';

test('shows the LEDs and a text', () => {
  expect(drawn(80)).toBe(WHOLE);
  expect(drawn(80, true)).toBe(WHOLE);
});

test('never wraps: it leaves the last column free and cuts the text, then draws nothing', () => {
  expect(drawn(WHOLE.length + 1)).toBe(WHOLE);
  expect(drawn(WHOLE.length)).toBe(WHOLE.slice(0, -1));
  expect(drawn(8, true)).toBe('○ ○ ○ ●');
  expect(drawn(7)).toBe('');
});

test('is whole on a terminal that does not know its width', () => {
  expect(drawn(0)).toBe(WHOLE);
});

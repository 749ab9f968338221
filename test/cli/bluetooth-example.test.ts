/** The example of two boards that talk by Bluetooth, with its tests, as a user runs them. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { command } from './support.js';

vi.setConfig({ testTimeout: 60_000 });

const { vpyb, file } = command();
const example = new URL('../../examples/bluetooth/', import.meta.url);

test('the tests of examples/bluetooth pass', async () => {
  for (const name of readdirSync(example)) file(name, readFileSync(new URL(name, example)));
  const { stdout, status } = await vpyb(['test']);
  expect(stdout).toContain('3 passed');
  expect(status).toBe(0);
});

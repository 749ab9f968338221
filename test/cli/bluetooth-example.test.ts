/** The example of two boards that talk by Bluetooth, with its tests, as a user runs them. */
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { command } from './support.js';

vi.setConfig({ testTimeout: 60_000 });

const { vpyb } = command();

test('the tests of examples/bluetooth pass', async () => {
  const { stdout, status } = await vpyb(['test', fileURLToPath(new URL('../../examples/bluetooth', import.meta.url))]);
  expect(stdout).toContain('3 passed');
  expect(status).toBe(0);
});

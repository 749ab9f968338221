/** What the commands in `scripts` say of themselves. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const script = (name: string, ...words: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...words], { encoding: 'utf8' });

test.each(['bench/main', 'calibrate/main', 'conformance/main', 'fuzz/fuzz'])(
  '%s says with --help what it takes, and does nothing',
  (name) => {
    const { status, stdout, stderr } = script(name, '--help');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^usage: npm run \w+ -- .*\n[\s\S]*--/);
  },
  60_000,
);

test('conformance without the folder of the tests: the usage is told as a mistake', () => {
  const { status, stdout, stderr } = script('conformance/main');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^usage: npm run conformance -- --tests DIR/);
}, 60_000);

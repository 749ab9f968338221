/** How a program starts with what V8 has made of it before: the cache changes nothing but the time. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStart, PROGRAM_END, PROGRAM_HEAD, startWords } from '../../scripts/build.js';

const PROGRAM = `${PROGRAM_HEAD}const vpybBuild = "0123";
const words = process.argv.slice(2);
function unused() { return 1; }
console.log(require('node:path').basename(__filename), ...words);
${PROGRAM_END}`;

describe('start', () => {
  let folder = '';
  let program = '';
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vpyb-start-'));
    await bundleStart(folder);
    program = join(folder, 'program.cjs');
    writeFileSync(program, PROGRAM);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (env: Record<string, string> = {}, trains = false): string => {
    const { stdout, stderr } = spawnSync(process.execPath, [...startWords(program, trains), 'a', 'b'], {
      encoding: 'utf8',
      timeout: 20_000,
      killSignal: 'SIGKILL',
      env: { ...process.env, ...env },
    });
    return stdout + stderr;
  };
  const caches = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.cache'));
  const content = (): Buffer => readFileSync(join(folder, caches()[0]));

  it('runs the program with its own words, and keeps a cache beside it', () => {
    expect(run()).toBe('program.cjs a b\n');
    expect(caches()).toEqual([`program.cjs.0123.${process.version}.${process.arch}.cache`]);
  });

  it('leaves a cache alone that is good', () => {
    run();
    const written = statSync(join(folder, caches()[0])).mtimeMs;
    expect(run()).toBe('program.cjs a b\n');
    expect(statSync(join(folder, caches()[0])).mtimeMs).toBe(written);
  });

  it('makes the cache anew when training', () => {
    run();
    const written = statSync(join(folder, caches()[0])).mtimeMs;
    run({}, true);
    expect(statSync(join(folder, caches()[0])).mtimeMs).toBeGreaterThan(written);
  });

  it.each([
    ['a byte in the middle', (bytes: Buffer) => bytes.fill(0x55, bytes.length >> 2, (bytes.length >> 2) + 1)],
    ['the end', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['everything', () => Buffer.from('nonsense')],
  ])('ignores a cache that is damaged in %s, and replaces it', (_, damage) => {
    run();
    const good = content();
    const bad = damage(Buffer.from(good));
    writeFileSync(join(folder, caches()[0]), bad);
    expect(run()).toBe('program.cjs a b\n');
    expect(content().length).toBe(good.length);
    expect(content().equals(bad)).toBe(false);
  });

  it('neither uses nor replaces the cache where V8 runs with other flags', () => {
    run();
    const good = content();
    expect(run({ NODE_OPTIONS: '--stack-trace-limit=5' })).toBe('program.cjs a b\n');
    expect(content().equals(good)).toBe(true);
  });

  it('does not use the cache of another build', () => {
    run();
    writeFileSync(program, PROGRAM.replace('...words', "'changed'").replace('0123', '4567'));
    expect(run()).toBe('program.cjs changed\n');
    expect(caches()).toHaveLength(2);
  });

  it.runIf(process.platform === 'linux')('gives up a cache in a place where no folder can be made', () => {
    // The program's own folder comes first: a folder that bears the cache's name cannot be replaced.
    mkdirSync(join(folder, `program.cjs.0123.${process.version}.${process.arch}.cache`));
    for (const place of ['/proc/vpyb/cache', '/dev/null/cache']) {
      const begun = Date.now();
      expect(run({ VPYB_CACHE: place })).toBe('program.cjs a b\n');
      expect(Date.now() - begun).toBeLessThan(15_000);
    }
  });

  it('keeps none where VPYB_CACHE is empty', () => {
    expect(run({ VPYB_CACHE: '' })).toBe('program.cjs a b\n');
    expect(caches()).toEqual([]);
  });
});

/** How a program starts with what V8 has made of it before: the cache changes nothing but the time. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStart, PROGRAM_END, PROGRAM_HEAD } from '../../scripts/build.js';
import { startWords } from '../../scripts/training.js';
import { FLAGS_CHANGE } from '../../src/hosts/node/flags-change.js';

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
    const written = statSync(join(folder, caches()[0])).ctimeMs;
    expect(run()).toBe('program.cjs a b\n');
    expect(statSync(join(folder, caches()[0])).ctimeMs).toBe(written);
  });

  it('throws the caches of other builds away when there are many, and nothing else', () => {
    const other = (build: number | string, script = 'program.cjs'): string => `${script}.${build}.v20.1.0.x64.cache`;
    const foreign = [other(1, 'program.part.cjs'), other(1, 'my.program.cjs'), 'program.cjs.txt', 'program.cjs.1.cache', 'notes.cache'];
    const put = (names: readonly string[]): void => {
      for (const name of names) writeFileSync(join(folder, name), 'x');
    };
    const anew = (): string[] => {
      for (const name of readdirSync(folder)) if (name.includes('.0123.')) rmSync(join(folder, name));
      run();
      return readdirSync(folder).filter((name) => name.includes('cache') || name.endsWith('.txt'));
    };
    const own = `program.cjs.0123.${process.version}.${process.arch}.cache`;
    const few = Array.from({ length: 7 }, (_, i) => other(i));
    put([...few, ...foreign]);
    expect(anew().sort()).toEqual([own, ...few, ...foreign].sort());
    put([`${other('never')}.4711`]);
    expect(anew().sort()).toEqual([own, ...foreign].sort());
  });

  it('makes the cache anew when training', () => {
    run();
    const written = statSync(join(folder, caches()[0])).ctimeMs;
    run({}, true);
    expect(statSync(join(folder, caches()[0])).ctimeMs).toBeGreaterThan(written);
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

  it('sums up a cache only if the file was modified after it was written, as copies are', () => {
    const preload = join(folder, 'log.cjs');
    writeFileSync(
      preload,
      `const zlib = require('node:zlib'), { crc32 } = zlib; zlib.crc32 = (data) => { console.log('sums up'); return crc32(data); };`,
    );
    const logged = { NODE_OPTIONS: `--require=${preload}` };
    run();
    const cache = join(folder, caches()[0]);
    expect(run(logged)).toBe('program.cjs a b\n');
    utimesSync(cache, 1e9, 1e9);
    expect(run(logged)).toBe('sums up\nprogram.cjs a b\n');
    expect(run(logged)).toBe('program.cjs a b\n');
  });

  it('neither uses nor replaces the cache where V8 runs with other flags', () => {
    run();
    const good = content();
    expect(run({ NODE_OPTIONS: '--stack-trace-limit=5' })).toBe('program.cjs a b\n');
    expect(content().equals(good)).toBe(true);
  });

  it('keeps a cache before flags change, so that the next start takes it', () => {
    const change = `process.emit(${JSON.stringify(FLAGS_CHANGE)}, 0); require('node:v8').setFlagsFromString('--optimize-for-size');`;
    writeFileSync(program, PROGRAM.replace('console.log', `${change} console.log`));
    expect(run()).toBe('program.cjs a b\n');
    const [cache] = caches();
    const check = `
const { readFileSync } = require('node:fs');
const file = readFileSync(${JSON.stringify(join(folder, cache))});
const cachedData = file.subarray(0, -12);
const source = readFileSync(${JSON.stringify(program)}, 'latin1');
console.log(new (require('node:vm').Script)(source, { filename: ${JSON.stringify(program)}, cachedData }).cachedDataRejected);`;
    expect(spawnSync(process.execPath, ['-e', check], { encoding: 'utf8' }).stdout).toBe('false\n');
  });

  it('leaves the nursery to whoever has changed flags', () => {
    const log = `const v8 = require('node:v8'), set = v8.setFlagsFromString, flags = [];
v8.setFlagsFromString = (flag) => { if (flag.includes('growth')) flags.push(flag.slice(-1)); set(flag); };`;
    const late = `setTimeout(() => { process.emit(${JSON.stringify(FLAGS_CHANGE)}, 0); vpybLink.late('part'); console.log(flags.join('')); }, 700);`;
    writeFileSync(program, PROGRAM.replace('console.log', `${late} console.log`));
    writeFileSync(program.replace('.cjs', '.part.cjs'), PROGRAM);
    const preload = join(folder, 'log.cjs');
    writeFileSync(preload, `${log} global.flags = flags;`);
    // 4 when the program is warm, V8's 2 and again 4 around the caches that are kept before flags change.
    expect(run({ NODE_OPTIONS: `--require=${preload}` })).toBe('program.cjs a b\nprogram.part.cjs a b\n424\n');
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

  it('does without a cache that V8 refuses', () => {
    run();
    const path = join(folder, caches()[0]);
    writeFileSync(path, Buffer.alloc(2000, 7));
    expect(run()).toBe('program.cjs a b\n');
  });

  it('keeps it in the folder of the user where the folder of the program cannot take it', () => {
    const own = join(folder, 'own');
    const name = `program.cjs.0123.${process.version}.${process.arch}.cache`;
    mkdirSync(join(folder, name, 'taken'), { recursive: true });
    expect(run({ VPYB_CACHE: own })).toBe('program.cjs a b\n');
    // In a folder of its own: the one that is named may hold other things.
    expect([readdirSync(own), readdirSync(join(own, 'virtual-pyboard'))]).toEqual([['virtual-pyboard'], [name]]);
    expect(run({ VPYB_CACHE: own })).toBe('program.cjs a b\n');
  });

  it('says nothing where it can be kept nowhere', () => {
    mkdirSync(join(folder, `program.cjs.0123.${process.version}.${process.arch}.cache`, 'taken'), { recursive: true });
    expect(run({ VPYB_CACHE: join(program, 'no-folder') })).toBe('program.cjs a b\n');
  });

  it('says in one line that the program is missing', () => {
    rmSync(program);
    expect(run()).toBe("vpyb: dist/program.cjs is missing; 'npm run build' makes it\n");
  });

  it('keeps none where VPYB_CACHE is empty', () => {
    expect(run({ VPYB_CACHE: '' })).toBe('program.cjs a b\n');
    expect(caches()).toEqual([]);
  });
});

describe('bin/vpyb.js', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vpyb-bin-'));
    for (const name of ['bin', 'dist']) mkdirSync(join(folder, name));
    copyFileSync(fileURLToPath(new URL('../../bin/vpyb.js', import.meta.url)), join(folder, 'bin', 'vpyb.js'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = () => spawnSync(process.execPath, [join(folder, 'bin', 'vpyb.js')], { encoding: 'utf8' });

  it('says in one line that nothing is built', () => {
    const { status, stdout, stderr } = run();
    expect({ status, stdout, stderr }).toEqual({
      status: 70,
      stdout: '',
      stderr: "vpyb: dist/start.cjs is missing; 'npm run build' makes it\n",
    });
  });

  it('says in one line that only half is built', async () => {
    await bundleStart(join(folder, 'dist'));
    const { status, stdout, stderr } = run();
    expect({ status, stdout, stderr }).toEqual({
      status: 70,
      stdout: '',
      stderr: "vpyb: dist/cli.cjs is missing; 'npm run build' makes it\n",
    });
    rmSync(join(folder, 'dist', 'start.cjs'));
    writeFileSync(join(folder, 'dist', 'cli.cjs'), PROGRAM);
    expect(run().stderr).toBe("vpyb: dist/start.cjs is missing; 'npm run build' makes it\n");
  });
});

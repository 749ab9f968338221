/** Code kept from one run to the next: it is found by all that decides what it is, and changes nothing but the time. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextStore } from '../../src/host.js';
import { MemoryFileTree } from '../../src/hosts/memory/memory-file-tree.js';
import { TextFiles } from '../../src/hosts/node/text-files.js';
import type { SystemOptions } from '../../src/system/options.js';
import { PyboardSystem } from '../../src/system/pyboard-system.js';

class Store implements TextStore {
  readonly texts = new Map<string, string>();
  found = 0;

  get(key: string): string | null {
    const value = this.texts.get(key) ?? null;
    if (value !== null) this.found++;
    return value;
  }

  set(key: string, value: string): void {
    this.texts.set(key, value);
  }
}

function mkdirs(...parts: string[]): string {
  const path = join(...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

const FILES = {
  'boot.py': '',
  'main.py':
    'import helper\nprint(helper.half(7), dir(helper)[-2:])\ntry:\n  helper.fail()\nexcept ValueError as e:\n  import sys; sys.print_exception(e)\n',
  'helper.py': 'def half(x):\n  return x / 2\ndef fail():\n  raise ValueError("x" * 3)\n',
};

function run(store: TextStore | null, files: Record<string, string> = FILES, options: Partial<SystemOptions> = {}): string {
  let printed = '';
  const system = new PyboardSystem({
    flash: new MemoryFileTree(files),
    factoryFiles: false,
    store,
    output: (bytes) => {
      printed += Buffer.from(bytes).toString();
    },
    afterwards: 'stop',
    ...options,
  });
  system.run(1_000_000_000n);
  return `${printed}${system.elapsed} ${system.memory.used}`;
}

describe('kept code', () => {
  it('is used by the next run, which does the same in the same simulated time and memory', () => {
    const store = new Store();
    const plain = run(null);
    expect(plain).toContain('3.5');
    expect(run(store)).toBe(plain);
    expect(store.found).toBe(0);
    expect(run(store)).toBe(plain);
    expect(store.found).toBe(3);
  });

  it('is another for another source, file, -O level and precision', () => {
    const store = new Store();
    run(store);
    run(store, { ...FILES, 'helper.py': `${FILES['helper.py']}\n` });
    expect(store.found).toBe(2);
    run(store, FILES, { optimize: 1 });
    run(store, FILES, { board: 'pybd-sf6' });
    expect(store.found).toBe(2);
  });

  it('is not made of what the compiler refuses, nor of code that is no file', () => {
    const store = new Store();
    const files = { 'boot.py': 'exec("x = 1")', 'main.py': 'return 1' };
    const refused = run(store, files);
    expect(refused).toContain('SyntaxError');
    expect(run(store, files)).toBe(refused);
    expect([...store.texts.keys()].map((key) => JSON.parse(key)[0])).toEqual(['boot.py']);
  });
});

describe('a store in a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vpyb-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const store = (): TextFiles => new TextFiles(join(folder, 'code', 'build'));

  it('finds what was kept under a key, and under no other', () => {
    store().set('key', 'value\nof two lines');
    expect(store().get('key')).toBe('value\nof two lines');
    expect(store().get('ke')).toBeNull();
    expect(store().get('key\nvalue')).toBeNull();
  });

  it.each([
    ['a changed character', (text: string) => text.replace('two', 'tw0')],
    ['a missing end', (text: string) => text.slice(0, -1)],
    ['nothing left', () => ''],
  ])('does not find what is damaged: %s', (_, damage) => {
    store().set('key', 'value\nof two lines');
    const [name] = readdirSync(join(folder, 'code', 'build'));
    const path = join(folder, 'code', 'build', name);
    writeFileSync(path, damage(readFileSync(path, 'utf8')));
    expect(store().get('key')).toBeNull();
  });

  it('does not grow for ever', () => {
    for (let i = 0; i < 1100; i++) store().set(`key ${i}`, 'value');
    expect(readdirSync(join(folder, 'code', 'build')).length).toBeLessThanOrEqual(500);
  });

  it('is one of a few: those of other builds go when there are many, and nothing else does', () => {
    const hex = (i: number): string => i.toString(16).padStart(16, '0');
    const code = join(folder, 'code');
    for (let i = 0; i < 9; i++) new TextFiles(join(code, hex(i))).set('key', 'value');
    expect(readdirSync(code)).toEqual([hex(8)]);
    for (let i = 0; i < 9; i++) writeFileSync(join(mkdirs(code, `project${i}`), 'thesis.txt'), 'text');
    writeFileSync(join(code, hex(9)), 'a file');
    for (let i = 10; i < 18; i++) writeFileSync(join(mkdirs(code, hex(i)), i % 2 === 0 ? hex(i) : 'thesis.txt'), 'text');
    new TextFiles(join(code, hex(8))).set('key', 'another value');
    expect(readdirSync(code).sort()).toEqual([8, 9, 11, 13, 15, 17].map(hex).concat(Array.from({ length: 9 }, (_, i) => `project${i}`)));
    expect(new TextFiles(join(code, hex(8))).get('key')).toBe('another value');
  });

  it('leaves alone in its folder what is not its own', () => {
    store().set('key', 'value');
    for (let i = 0; i < 600; i++) writeFileSync(join(folder, 'code', 'build', `note${i}`), '');
    store().set('key', 'another value');
    expect(readdirSync(join(folder, 'code', 'build'))).toHaveLength(601);
  });

  it('keeps nothing where it cannot write', () => {
    writeFileSync(join(folder, 'code'), 'a file');
    store().set('key', 'value');
    expect(store().get('key')).toBeNull();
  });
});

it('a board that starts anew is not read its files again: a reset is cheap', () => {
  const store = new Store();
  const system = new PyboardSystem({
    flash: new MemoryFileTree({ 'boot.py': '', 'main.py': 'import machine\nmachine.reset()\n' }),
    output: () => {},
    store,
  });
  system.run(15_000_000n);
  expect(system.resets).toBeGreaterThan(20);
  expect(store.found).toBeLessThan(6);
});

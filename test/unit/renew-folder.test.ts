/** How a build puts its folder into the place of the last one. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { renewFolder } from '../../scripts/renew-folder.js';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'vpyb-renew-'));
  folder = join(parent, 'dist');
});
afterEach(() => rmSync(parent, { recursive: true }));

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

/** Writes two files of the same content, with time between them for others. */
const write = (content: string) => async (fresh: string) => {
  writeFileSync(join(fresh, 'one'), content);
  await tick();
  mkdirSync(join(fresh, 'deep'));
  writeFileSync(join(fresh, 'deep', 'two'), content);
};
const read = () => [readFileSync(join(folder, 'one'), 'utf8'), readFileSync(join(folder, 'deep', 'two'), 'utf8')];

it('a folder is made, and made anew: nothing stays of the one before', async () => {
  await renewFolder(folder, write('a'));
  writeFileSync(join(folder, 'left over'), '');
  await renewFolder(folder, write('b'));
  expect(read()).toEqual(['b', 'b']);
  expect(readdirSync(folder).sort()).toEqual(['deep', 'one']);
  expect(statSync(folder).mode).toBe(statSync(join(folder, 'deep')).mode);
});

it('many at once leave one of them whole, and nothing beside it', async () => {
  await Promise.all(['a', 'b', 'c', 'd'].map((content) => renewFolder(folder, write(content))));
  const [one, two] = read();
  expect(one).toBe(two);
  expect(readdirSync(parent)).toEqual(['dist']);
});

it('one that fails leaves what there was', async () => {
  await renewFolder(folder, write('a'));
  const failing = renewFolder(folder, async (fresh) => {
    await write('b')(fresh);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(read()).toEqual(['a', 'a']);
  expect(readdirSync(parent)).toEqual(['dist']);
  await expect(renewFolder(join(parent, 'none'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(join(parent, 'none'))).toBe(false);
});

it('the folder of another who is faster is replaced, too', async () => {
  await renewFolder(folder, write('a'));
  const slow = renewFolder(folder, async (fresh) => {
    await write('slow')(fresh);
    await renewFolder(folder, write('fast'));
    expect(read()).toEqual(['fast', 'fast']);
  });
  await slow;
  expect(read()).toEqual(['slow', 'slow']);
});

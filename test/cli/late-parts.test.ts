/** Programs cut into a core and late parts do what they did as one, and what cannot be cut is refused when they are built. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStart, LATE, PROGRAM_END, PROGRAM_HEAD } from '../../scripts/build.js';
import { buildInParts, type Foundations, type LateParts } from '../../scripts/late-parts.js';
import { startWords } from '../../scripts/training.js';

/** A program whose `tool` need not be there from the start. */
const SOURCES = {
  'src/main.ts': `
    import { count } from './counter.js';
    import { tool } from './tool.js';
    console.log('core', count);
    if (process.argv[2] === 'use') console.log(tool('a'), tool('b'), count);
  `,
  'src/tool.ts': `
    import { count, countUp } from './counter.js';
    import { Box } from './box.js';
    console.log('tool is loaded');
    export function tool(name: string): string {
      countUp();
      return new Box(name).text + count;
    }
  `,
  'src/box.ts': `export class Box { constructor(readonly name: string) {} get text(): string { return '[' + this.name + ']'; } }`,
  'src/counter.ts': `export let count = 0;\nexport function countUp(): void { count++; }\n`,
  'src/objects/charge.ts': `export function forFree<T>(make: () => T): T { console.log('for free'); return make(); }\n`,
};

it('all that a command needs is late, except for what runs need', () => {
  const needed = [...readFileSync('src/cli/commands.ts', 'utf8').matchAll(/from '\.\/(.*)\.js'/g)].map(([, name]) => `src/cli/${name}.ts`);
  const late = new Set(Object.values(LATE).flat());
  const [common, runs] = [
    ['command-line', 'options', 'task'],
    ['run', 'run-arguments'],
  ];
  expect(needed.filter((module) => !late.has(module)).sort()).toEqual([...common, ...runs].map((name) => `src/cli/${name}.ts`).sort());
});

describe('late parts', () => {
  let folder = '';
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vpyb-parts-'));
    await bundleStart(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const build = (parts: LateParts, changes: Record<string, string> = {}, foundations: Foundations = {}): Promise<string[]> => {
    for (const [name, text] of Object.entries({ ...SOURCES, ...changes })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text.replace(/^ +(?=import|export)/gm, ''));
    }
    const banner = { js: `${PROGRAM_HEAD}const vpybBuild = "0123";` };
    const footer = { js: PROGRAM_END };
    const options = { absWorkingDir: folder, bundle: true, outdir: folder, banner, footer, format: 'cjs', platform: 'node' } as const;
    return buildInParts({ ...options, logLevel: 'silent' }, 'program', 'src/main.ts', parts, [], foundations);
  };
  const run = (...words: string[]): string => {
    const { stdout, stderr } = spawnSync(process.execPath, [...startWords(join(folder, 'program.cjs')), ...words], { encoding: 'utf8' });
    return stdout + stderr;
  };

  it('are loaded when something in them is first called, once', async () => {
    await build({ tools: ['src/tool.ts'] });
    expect(run()).toBe('core 0\n');
    expect(run('use')).toBe('core 0\nfor free\ntool is loaded\n[a]1 [b]2 2\n');
  });

  it('hold what nothing else needs, and have the rest of the core', async () => {
    const [core, tools] = await build({ tools: ['src/tool.ts'] });
    expect(readFileSync(core, 'utf8')).not.toContain('class Box');
    expect(readFileSync(tools, 'utf8')).toContain('Box = class');
    expect(readFileSync(tools, 'utf8')).not.toContain('count++');
  });

  it('leave to the core what two of them need', async () => {
    const changes = {
      'src/main.ts': `import { tool } from './tool.js';\nimport { other } from './other.js';\nconsole.log(tool('a'), other() instanceof Object, other() === other());`,
      'src/other.ts': `import { Box } from './box.js';\nconst box = new Box('x');\nexport const other = (): unknown => box;\n`,
    };
    const [core] = await build({ tools: ['src/tool.ts'], others: ['src/other.ts'] }, changes);
    expect(readFileSync(core, 'utf8')).toContain('Box = class');
    expect(run()).toBe('for free\ntool is loaded\nfor free\n[a]1 true true\n');
  });

  it('take from another part on which they rest what only they share', async () => {
    const changes = {
      'src/main.ts': `import { tool } from './tool.js';\nimport { addition } from './addition.js';\nconsole.log('core');\nif (process.argv[2] === 'use') console.log(addition('a'), tool('b'));`,
      'src/tool.ts': `import { Box } from './box.js';\nconsole.log('tool is loaded');\nexport const tool = (name: string): string => new Box(name).text;`,
      'src/addition.ts': `import { Box, boxes } from './box.js';\nexport const addition = (name: string): string => new Box(name).text + boxes;`,
      'src/box.ts': `import { count } from './counter.js';\nexport let boxes = 0;\nexport class Box { constructor(readonly name: string) { boxes += 1; } get text(): string { return this.name + count; } }`,
    };
    const [core, tools, additions] = await build({ tools: ['src/tool.ts'], additions: ['src/addition.ts'] }, changes, {
      additions: 'tools',
    });
    expect([core, tools, additions].map((path) => readFileSync(path, 'utf8').includes('Box = class'))).toEqual([false, true, false]);
    expect(run()).toBe('core\n');
    expect(run('use')).toBe('core\nfor free\ntool is loaded\nfor free\na01 b0\n');
  });

  it.each([
    ['a class', `export function tool(): void {}\nexport class Tool {}`, 'Tool'],
    ['a constant', `export const tool = () => 1;\nexport const TOOLS = 3;`, 'TOOLS'],
    ['what changes', `export function tool(): void {}\nexport let tools = 0;`, 'tools'],
  ])('cannot be entered through a module that exports %s', async (_, tool, name) => {
    await expect(build({ tools: ['src/tool.ts'] }, { 'src/tool.ts': tool })).rejects.toThrow(`src/tool.ts cannot be late: ${name}`);
  });
});

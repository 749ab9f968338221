/**
 * Ohm for a grammar that is known to be good: the build leaves out what checks grammars, what writes them and what acts on their matches,
 * and makes a category of Unicode when a character is first asked about, not all of them at the start. Half of the time that it takes
 * until a first text is read goes into these.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const SOURCES = join(dirname(createRequire(import.meta.url).resolve('ohm-js')), '..', 'src');

/** scripts/embed-grammar.ts has had the grammar checked. */
const CHECKS = ['AllApplicationsAreValid', 'ChoicesHaveUniformArity', 'IteratedExprsAreNotNullable'];
const UNUSED = ['semanticsDeferredInit', 'pexprs-outputRecipe', 'pexprs-toArgumentNameList', 'pexprs-toDisplayString'];

/** Modules by name, and what stands for each. */
const MODULES = new Map<string, () => string>([
  ...CHECKS.map((what): [string, () => string] => [
    `pexprs-assert${what}`,
    () => `import { PExpr } from './pexprs-main.js'; PExpr.prototype.assert${what} = () => {};`,
  ]),
  ...UNUSED.map((name): [string, () => string] => [name, () => '']),
  ['Semantics', () => 'export const Semantics = null;'],
  ['unicode', lateCategories],
]);

/** Ohm's table of categories, each of which is made when it is used. */
function lateCategories(): string {
  let changed = 0;
  const text = readFileSync(join(SOURCES, 'unicode.js'), 'utf8').replace(/new RegExp\(.*, 'u'\)|\/.*\/u(?=;)/g, (made) => {
    changed++;
    return `late(() => ${made})`;
  });
  if (changed !== 2) throw new Error('unicode.js of Ohm is not what it was');
  return `const late = (make) => { let made; return { test: (text) => (made ??= make()).test(text) }; };\n${text}`;
}

/** What `ohm-js` is in the build: what makes a grammar of its recipe. */
export const OHM_KERNEL = join(SOURCES, 'main-kernel.js');

/** Puts those modules in the place of Ohm's. */
export const lessOhm: Plugin = {
  name: 'less-ohm',
  setup(build) {
    build.onLoad({ filter: /ohm-js[\\/]src[\\/][\w-]+\.js$/ }, ({ path }) => {
      const contents = MODULES.get(/([\w-]+)\.js$/.exec(path)?.[1] as string)?.();
      return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: SOURCES };
    });
  },
};

/**
 * Ohm for a grammar that is known to be valid. The build leaves out what checks grammars, what writes them and what acts on their matches,
 * and makes each Unicode category when a character is first tested for it, instead of all of them at the start. These take half of the time
 * until the first text is read.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';

const SOURCES = join(dirname(createRequire(import.meta.url).resolve('ohm-js')), '..', 'src');

/** scripts/embed-grammar.ts has already had the grammar checked. */
const CHECKS = ['AllApplicationsAreValid', 'ChoicesHaveUniformArity', 'IteratedExprsAreNotNullable'];
const UNUSED = ['semanticsDeferredInit', 'pexprs-outputRecipe', 'pexprs-toArgumentNameList', 'pexprs-toDisplayString'];

/** Modules by name, with the text that replaces each. */
const MODULES = new Map<string, () => string>([
  ...CHECKS.map((what): [string, () => string] => [
    `pexprs-assert${what}`,
    () => `import { PExpr } from './pexprs-main.js'; PExpr.prototype.assert${what} = () => {};`,
  ]),
  ...UNUSED.map((name): [string, () => string] => [name, () => '']),
  ['Semantics', () => 'export const Semantics = null;'],
  ['unicode', lateCategories],
]);

/** Ohm's table of categories, each of which is made when it is first used. */
function lateCategories(): string {
  let changed = 0;
  const text = readFileSync(join(SOURCES, 'unicode.js'), 'utf8').replace(/new RegExp\(.*, 'u'\)|\/.*\/u(?=;)/g, (made) => {
    changed++;
    return `late(() => ${made})`;
  });
  if (changed !== 2) throw new Error("Ohm's unicode.js has changed: adapt lateCategories");
  return `const late = (make) => { let made; return { test: (text) => (made ??= make()).test(text) }; };\n${text}`;
}

/** What `ohm-js` is in the build: the part that makes a grammar from its recipe. */
export const OHM_KERNEL = join(SOURCES, 'main-kernel.js');

/** Puts those modules in place of Ohm's. */
export const lessOhm: Plugin = {
  name: 'less-ohm',
  setup(build) {
    build.onLoad({ filter: /ohm-js[\\/]src[\\/][\w-]+\.js$/ }, ({ path }) => {
      const contents = MODULES.get(/([\w-]+)\.js$/.exec(path)?.[1] as string)?.();
      return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: SOURCES };
    });
  },
};

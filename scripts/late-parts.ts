/**
 * Cuts a program into a core that every run needs, and parts that are loaded when one of their functions is first called. Each is a
 * separate script, so that V8 reads only what a run uses. The sources know nothing of this: they import as usual, and here an imported
 * module is replaced by one with the same exports that fetches the real one. Therefore a part can be entered only through modules that
 * export nothing but functions. What a part imports from the core, or from a part on which it rests, it gets through `start`
 * (src/cli/start.ts).
 */
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** Names of parts, and the modules through which each is entered. */
export type LateParts = Readonly<Record<string, readonly string[]>>;
/** Names of parts that are of no use without another, and that other: what only they share belongs to it. */
export type Foundations = Readonly<Record<string, string>>;

/** What a module exports. */
interface Exports {
  readonly functions: readonly string[];
  /** Classes, constants. */
  readonly others: readonly string[];
  /** Variables, whose values may change. */
  readonly changing: readonly string[];
}

/**
 * Returns a program's files: first the core's, then those of its parts. `always`: modules that belong to the core. What several parts share
 * belongs to the core, unless they are one part and those that rest on it.
 */
export async function buildInParts(
  options: BuildOptions,
  name: string,
  entry: string,
  parts: LateParts,
  always: readonly string[] = [],
  foundations: Foundations = {},
): Promise<string[]> {
  return new Cut(options, name, parts, foundations).build(entry, always);
}

class Cut {
  readonly #root: string;
  /** The modules through which parts are entered, each with its part. */
  readonly #doors: ReadonlyMap<string, string>;
  #core: ReadonlySet<string> = new Set();
  /** Modules that a part lends to those that rest on it, each with its part. */
  #lent: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly options: BuildOptions,
    private readonly name: string,
    private readonly parts: LateParts,
    private readonly foundations: Foundations,
  ) {
    this.#root = options.absWorkingDir as string;
    this.#doors = new Map(Object.entries(parts).flatMap(([part, modules]) => modules.map((module) => [module, part] as const)));
  }

  async build(entry: string, always: readonly string[]): Promise<string[]> {
    for (let common = always; ; ) {
      const start = [...common, entry].map((module) => `import './${module}';\n`).join('');
      this.#core = new Set((await this.#make(null, start)).filter((module) => !this.#doors.has(module)));
      const owners = await this.#owners();
      const shared = [...owners.keys()].filter((module) => this.#core.has(module));
      const others = [...owners].filter(([module, parts]) => !this.#core.has(module) && parts.length > 1);
      const lent = new Map(others.flatMap(([module, parts]) => this.#lenders(parts).map((part) => [module, part] as const)));
      const twice = others.map(([module]) => module).filter((module) => !lent.has(module));
      // What is newly common or lent is followed by what it imports.
      if (twice.length > 0 || `${[...lent]}` !== `${[...this.#lent]}`) {
        common = [...common, ...twice];
        this.#lent = lent;
        continue;
      }
      await this.#make(null, start + this.#lending(shared.sort()));
      return [null, ...Object.keys(this.parts)].map((part) => this.#file(part));
    }
  }

  /** Returns the one of these parts on which all others rest, if there is one. */
  #lenders(parts: readonly string[]): string[] {
    return parts.filter((lender) => parts.every((part) => part === lender || this.foundations[part] === lender));
  }

  /** Builds the parts; returns, for each module, the parts that mention it. */
  async #owners(): Promise<Map<string, string[]>> {
    const owners = new Map<string, string[]>();
    for (const [part, doors] of Object.entries(this.parts)) {
      for (const module of await this.#make(part, this.#partEntry(part, doors))) {
        if ((this.#doors.get(module) ?? part) === part) owners.set(module, [...(owners.get(module) ?? []), part]);
      }
    }
    return owners;
  }

  #file(part: string | null): string {
    return resolve(this.#root, this.options.outdir as string, part === null ? `${this.name}.cjs` : `${this.name}.${part}.cjs`);
  }

  /** Bundles the core (null) or a part; returns the modules that it mentions. */
  async #make(part: string | null, contents: string): Promise<string[]> {
    const { metafile } = await build({
      ...this.options,
      plugins: [...(this.options.plugins ?? []), this.#replacing(part)],
      stdin: { contents, resolveDir: this.#root, sourcefile: `${part ?? 'core'}.js` },
      outdir: undefined,
      outfile: this.#file(part),
      metafile: true,
      // An export that #exportsOf has missed.
      logOverride: { 'import-is-undefined': 'error' },
    });
    return Object.keys(metafile.inputs).filter((module) => module.startsWith('src/'));
  }

  #replacing(part: string | null): Plugin {
    return {
      name: 'late-parts',
      setup: (build) => {
        build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
          const module = relative(this.#root, path).replaceAll('\\', '/');
          const home = this.#doors.get(module);
          if (home !== undefined)
            return home === part ? undefined : { contents: this.#door(home, module), loader: 'js', resolveDir: this.#root };
          const lender = this.#core.has(module) ? null : (this.#lent.get(module) ?? part);
          return part === lender ? undefined : { contents: this.#borrowed(module), loader: 'js' };
        });
        build.onResolve({ filter: /^lent:/ }, ({ path }) => ({ path, namespace: 'lent' }));
        build.onLoad({ filter: /./, namespace: 'lent' }, ({ path }) => ({
          contents: `module.exports = ${this.#loan(path.slice('lent:'.length))};`,
        }));
      },
    };
  }

  /** Replaces a module of a part that is not loaded yet. */
  #door(part: string, module: string): string {
    const { functions, others, changing } = this.#exportsOf(module);
    if (others.length + changing.length > 0) throw new Error(`${module} cannot be late: ${[...others, ...changing]} are not functions`);
    // Objects that a module makes while it is loaded are the firmware's own, and cost the running machine nothing.
    const head = `import { forFree } from './src/objects/charge.ts';
let module;
const late = () => (module ??= forFree(() => vpybLink.late('${part}').modules['${module}']));
`;
    return head + functions.map((name) => `export function ${name}(...args) { return late().${name}(...args); }\n`).join('');
  }

  /** Replaces, within a part, a module that lies elsewhere. */
  #borrowed(module: string): string {
    const { functions, others, changing } = this.#exportsOf(module);
    const fixed = `export const { ${[...functions, ...others]} } = ${this.#loan(module)};\n`;
    return changing.length === 0 ? fixed : `${fixed}export { ${changing} } from 'lent:${module}';\n`;
  }

  /** The expression by which a part gets the exports of a module of the core, or of the part on which it rests. */
  #loan(module: string): string {
    const lender = this.#lent.get(module);
    return `vpybLink.${lender === undefined ? 'core' : `late('${lender}').lend`}('${module}')`;
  }

  #partEntry(part: string, doors: readonly string[]): string {
    const imports = doors.map((module, i) => `import * as m${i} from './${module}';\n`);
    const rows = doors.map((module, i) => `'${module}': { ${this.#exportsOf(module).functions.map((name) => `${name}: m${i}.${name}`)} }`);
    const lent = [...this.#lent].filter(([, lender]) => lender === part).map(([module]) => module);
    return `${imports.join('')}export const modules = { ${rows} };\n${lent.length > 0 ? this.#lending(lent.sort()) : ''}`;
  }

  /** The text of a function by which the core, or a part, gives its modules to parts. */
  #lending(modules: readonly string[]): string {
    const imports = modules.map((module, i) => `import * as lent${i} from './${module}';\n`);
    const cases = modules.map((module, i) => {
      const { functions, others, changing } = this.#exportsOf(module);
      const fixed = [...functions, ...others].map((name) => `${name}: lent${i}.${name}`);
      return `case '${module}': return { ${[...fixed, ...changing.map((name) => `get ${name}() { return lent${i}.${name}; }`)]} };\n`;
    });
    return `${imports.join('')}export function lend(module) { switch (module) { ${cases.join('')} } }\n`;
  }

  #exportsOf(module: string): Exports {
    const text = readFileSync(join(this.#root, module), 'utf8');
    if (/^export (\*|default)/m.test(text)) throw new Error(`${module}: a form of export that is not understood here`);
    const found = { functions: new Set<string>(), others: new Set<string>(), changing: new Set<string>() };
    for (const [, kind, name, isArrow] of text.matchAll(DECLARATION)) {
      if (kind === 'let') found.changing.add(name);
      else found[kind.startsWith('function') || isArrow !== undefined ? 'functions' : 'others'].add(name);
    }
    for (const [, names] of text.matchAll(/^export \{([^}]*)\};/gm)) for (const name of names.split(',')) found.others.add(name.trim());
    return { functions: [...found.functions], others: [...found.others], changing: [...found.changing] };
  }
}

const DECLARATION = /^export (?:abstract |async )?(function\*?|class|(?:const )?enum|const|let) (\w+)( = (?:async )?\([^\n]*=>)?/gm;

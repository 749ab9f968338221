/**
 * Cuts a program into a core that every run needs, and parts that are loaded when one of their functions is first called. Each is a
 * separate script, so that V8 reads only what a run uses. The sources know nothing of this: they import as usual, and here an imported
 * module is replaced by one with the same exports that fetches the real one. Therefore a part can be entered only through modules that
 * export nothing but functions. What a part imports from the core, it gets from `start` (src/cli/start.ts).
 */
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/** Names of parts, and the modules through which each is entered. */
export type LateParts = Readonly<Record<string, readonly string[]>>;

/** What a module exports. */
interface Exports {
  readonly functions: readonly string[];
  /** Classes, constants. */
  readonly others: readonly string[];
  /** Variables, whose values may change. */
  readonly changing: readonly string[];
}

/** Returns a program's files: first the core's, then those of its parts. `always`: modules that belong to the core. */
export async function buildInParts(
  options: BuildOptions,
  name: string,
  entry: string,
  parts: LateParts,
  always: readonly string[] = [],
): Promise<string[]> {
  return new Cut(options, name, parts).build(entry, always);
}

class Cut {
  readonly #root: string;
  /** The modules through which parts are entered, each with its part. */
  readonly #doors: ReadonlyMap<string, string>;
  #core: ReadonlySet<string> = new Set();

  constructor(
    private readonly options: BuildOptions,
    private readonly name: string,
    private readonly parts: LateParts,
  ) {
    this.#root = options.absWorkingDir as string;
    this.#doors = new Map(Object.entries(parts).flatMap(([part, modules]) => modules.map((module) => [module, part] as const)));
  }

  async build(entry: string, always: readonly string[]): Promise<string[]> {
    // Modules that two parts share belong to the core, and so do the modules that those need.
    for (let common = always; ; ) {
      const start = [...common, entry].map((module) => `import './${module}';\n`).join('');
      this.#core = new Set((await this.#make(null, start)).filter((module) => !this.#doors.has(module)));
      const owners = await this.#owners();
      const shared = [...owners.keys()].filter((module) => this.#core.has(module));
      const twice = [...owners.keys()].filter((module) => !shared.includes(module) && (owners.get(module) as string[]).length > 1);
      if (twice.length > 0) {
        common = [...common, ...twice];
        continue;
      }
      await this.#make(null, start + this.#coreExports(shared.sort()));
      return [null, ...Object.keys(this.parts)].map((part) => this.#file(part));
    }
  }

  /** Builds the parts; returns, for each module, the parts that contain it. */
  async #owners(): Promise<Map<string, string[]>> {
    const owners = new Map<string, string[]>();
    for (const [part, doors] of Object.entries(this.parts)) {
      for (const module of await this.#make(part, this.#partEntry(doors))) {
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
          return part !== null && this.#core.has(module) ? { contents: this.#borrowed(module), loader: 'js' } : undefined;
        });
        build.onResolve({ filter: /^core:/ }, ({ path }) => ({ path, namespace: 'core' }));
        build.onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({
          contents: `module.exports = vpybLink.core('${path.slice('core:'.length)}');`,
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

  /** Replaces a module of the core within a part. */
  #borrowed(module: string): string {
    const { functions, others, changing } = this.#exportsOf(module);
    const fixed = `export const { ${[...functions, ...others]} } = vpybLink.core('${module}');\n`;
    return changing.length === 0 ? fixed : `${fixed}export { ${changing} } from 'core:${module}';\n`;
  }

  #partEntry(doors: readonly string[]): string {
    const imports = doors.map((module, i) => `import * as m${i} from './${module}';\n`);
    const rows = doors.map((module, i) => `'${module}': { ${this.#exportsOf(module).functions.map((name) => `${name}: m${i}.${name}`)} }`);
    return `${imports.join('')}export const modules = { ${rows} };\n`;
  }

  /** The text of a function by which the core gives its modules to parts. */
  #coreExports(modules: readonly string[]): string {
    const imports = modules.map((module, i) => `import * as m${i} from './${module}';\n`);
    const cases = modules.map((module, i) => {
      const { functions, others, changing } = this.#exportsOf(module);
      const fixed = [...functions, ...others].map((name) => `${name}: m${i}.${name}`);
      return `case '${module}': return { ${[...fixed, ...changing.map((name) => `get ${name}() { return m${i}.${name}; }`)]} };\n`;
    });
    return `${imports.join('')}export function core(module) { switch (module) { ${cases.join('')} } }\n`;
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

/** The firmware's own modules by name (`py/objmodule.c`). */
import { forFree } from '../objects/charge.js';
import { raise } from '../objects/exception.js';
import type { PyModule } from '../objects/module.js';

type Make = () => PyModule;

/** Each is made when it is first asked for, which takes no time and no memory of the board. */
export class ModuleTable {
  readonly #made = new Map<string, Make>();
  readonly #extensible = new Set<string>();
  readonly #aliases = new Set<string>();

  /** `missing`: those that the firmware has and we do not. */
  constructor(private readonly missing: ReadonlySet<string>) {}

  /** Adds a module that comes before any file. */
  fixed(name: string, make: Make): Make {
    let module: PyModule | null = null;
    const once = (): PyModule => {
      module ??= forFree(make);
      return module;
    };
    this.#made.set(name, once);
    return once;
  }

  /** Adds one that a file may replace or extend; the firmware's own is then reached as `u` and its name. */
  extensible(name: string, make: Make): Make {
    this.#extensible.add(name);
    return this.aliased(name, make);
  }

  /** Adds one that comes before any file, under `u` and its name, too. */
  aliased(name: string, make: Make): Make {
    const once = this.fixed(name, make);
    this.#made.set(`u${name}`, once);
    this.#aliases.add(`u${name}`);
    return once;
  }

  /** All by all their names. */
  get byName(): ReadonlyMap<string, Make> {
    return this.#made;
  }

  /** Their own names. */
  get names(): string[] {
    return [...this.#made.keys()].filter((name) => !this.#aliases.has(name));
  }

  /** Null if there is none of that name and kind. Raises ImportError for one that is missing where a file could be in its place. */
  find(name: string, kind: 'fixed' | 'extensible'): PyModule | null {
    if (kind === 'extensible' && this.missing.has(name.replace(/^u/, ''))) throw raise.ImportError("module '%q' is not simulated", name);
    if (this.#extensible.has(name) !== (kind === 'extensible')) return null;
    return this.#made.get(name)?.() ?? null;
  }
}

/** The firmware's own modules by name (`py/objmodule.c`). */
import { forFree } from '../objects/charge.js';
import type { PyModule } from '../objects/module.js';

type Make = () => PyModule;

/** Modules by name. Each is made when first asked for, which takes no time and no memory on the board. */
export class ModuleTable {
  readonly #made = new Map<string, Make>();
  readonly #extensible = new Set<string>();
  readonly #aliases = new Set<string>();

  /** Adds a module that takes precedence over any file. */
  fixed(name: string, make: Make): Make {
    let module: PyModule | null = null;
    const once = (): PyModule => {
      module ??= forFree(make);
      return module;
    };
    this.#made.set(name, once);
    return once;
  }

  /** Adds a module that a file may replace or extend. The firmware's own module stays available under its name with the prefix `u`. */
  extensible(name: string, make: Make): Make {
    this.#extensible.add(name);
    return this.aliased(name, make);
  }

  /** Adds a module that a file may replace, though the firmware's own would come first: a file can stand in for what is not simulated. */
  replaceable(name: string, make: Make): Make {
    this.#extensible.add(name);
    return this.fixed(name, make);
  }

  /** Adds a module under its name and under its name with the prefix `u`. It takes precedence over any file. */
  aliased(name: string, make: Make): Make {
    const once = this.fixed(name, make);
    this.#made.set(`u${name}`, once);
    this.#aliases.add(`u${name}`);
    return once;
  }

  /** All modules, by every name they have. */
  get byName(): ReadonlyMap<string, Make> {
    return this.#made;
  }

  /** The names of all modules, without the names prefixed with `u`. */
  get names(): string[] {
    return [...this.#made.keys()].filter((name) => !this.#aliases.has(name));
  }

  /** The module of a name and kind; null if there is none. */
  find(name: string, kind: 'fixed' | 'extensible'): PyModule | null {
    if (this.#extensible.has(name) !== (kind === 'extensible')) return null;
    return this.#made.get(name)?.() ?? null;
  }
}

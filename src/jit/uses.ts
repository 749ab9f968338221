/** What a piece of generated code needs around it. */
import type { HelperName } from './helpers.js';

export class Uses {
  readonly helpers = new Set<HelperName>();
  readonly constants = new Set<number>();
  /** Variables around the function in which instructions keep something, with their initial values. */
  readonly kept = new Map<string, string>();

  /** Returns the name of a runtime helper, and notes that the code uses it. */
  use(name: HelperName): string {
    this.helpers.add(name);
    return name;
  }

  /** Declares a variable in which an instruction keeps something from one execution to the next. Returns its name. */
  keepIn(name: string, initial: string): string {
    this.kept.set(name, initial);
    return name;
  }
}

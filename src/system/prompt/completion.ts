/** How the prompt completes a name: the rules of `mp_repl_autocomplete` in py/repl.c. */

/** What Tab does. `choices`: a listing to print, ending with a line end. */
export type Completion =
  | { readonly kind: 'none' }
  | { readonly kind: 'insert'; readonly text: string }
  | { readonly kind: 'choices'; readonly listing: string };

/** Where names come from. `T` is whatever stands for an object. */
export interface Names<T> {
  /** The module `__main__`. */
  readonly main: T;
  /** Returns the attribute `name` of an object; undefined if it has none. */
  attribute(object: T, name: string): T | undefined;
  /** Returns all names that an object's attributes may have, in the order in which a listing shows them. */
  namesToTry(object: T): readonly string[];
  /** Returns the names of the modules built into the firmware, in that order. */
  modules(): readonly string[];
}

const NONE: Completion = { kind: 'none' };
const IMPORT = 'import ';
const SLOT = 16;
const LINE = 4 * SLOT;

/** Completes the dotted name at the end of `beginning`, which is the part of a line before the cursor. */
export function complete<T>(beginning: string, names: Names<T>): Completion {
  const path = (/[A-Za-z0-9_.]*$/.exec(beginning)?.[0] ?? '').split('.');
  const start = path.pop() ?? '';
  let object: T | undefined = names.main;
  for (const name of path) {
    object = names.attribute(object, name);
    if (object === undefined) return NONE;
  }
  const goesOn = (name: string): boolean => name.startsWith(start) && !(start === '' && name.startsWith('_'));
  // A getter runs only if its name matches.
  const matches = beginning.startsWith(IMPORT)
    ? names.modules().filter(goesOn)
    : names.namesToTry(object).filter((name) => goesOn(name) && names.attribute(object, name) !== undefined);
  if (matches.length === 0) return start === beginning ? completeImport(start) : NONE;
  const text = commonPrefix(matches).slice(start.length);
  if (text !== '' || matches.length === 1) return { kind: 'insert', text };
  return { kind: 'choices', listing: columns(matches) };
}

/** The first word of a line may be `import`. */
function completeImport(start: string): Completion {
  if (start === '' || !IMPORT.startsWith(start)) return NONE;
  return { kind: 'insert', text: IMPORT.slice(start.length) };
}

function commonPrefix(names: readonly string[]): string {
  let prefix = names[0];
  for (const name of names) {
    while (!name.startsWith(prefix)) prefix = prefix.slice(0, -1);
  }
  return prefix;
}

/** Formats names in columns of 16 characters, at least two spaces apart, 64 characters to a line; each line begins with a line end. */
function columns(names: readonly string[]): string {
  let listing = '';
  let used = LINE;
  for (const name of names) {
    let gap = Math.ceil(used / SLOT) * SLOT - used;
    if (gap < 2) gap += SLOT;
    const fits = used + gap + name.length <= LINE;
    listing += fits ? ' '.repeat(gap) + name : `\n${name}`;
    used = fits ? used + gap + name.length : name.length;
  }
  return `${listing}\n`;
}

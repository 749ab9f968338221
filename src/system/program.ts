/** What a board runs after its start, how that ends, and what follows. */

/** How a program ended. */
export type ProgramEnd =
  | { readonly kind: 'ok' }
  | { readonly kind: 'exception'; readonly report: string }
  /**
   * `isReset`: it was `machine.soft_reset()`, which Python sees as an exit, too. `message`: the argument of `sys.exit` if it is not a status; a
   * board does not show it.
   */
  | { readonly kind: 'exit'; readonly status: number; readonly message: string | null; readonly isReset: boolean };

/** The program that runs after boot.py. */
export type Program =
  /**
   * main.py of the folder in which the board starts, as on a real board. `isNamed`: the host means the flash's main.py, which also runs if the
   * board has started from a card that has none.
   */
  | { readonly kind: 'main'; readonly isNamed?: boolean }
  /** `isOnce`: the board gets it only once, as from a client; after a reset, nothing follows boot.py. */
  | { readonly kind: 'code'; readonly source: string; readonly filename: string; readonly isOnce?: boolean }
  | { readonly kind: 'module'; readonly name: string; readonly isOnce?: boolean }
  /** No program: straight to the prompt. */
  | { readonly kind: 'none' };

/** What follows the program: nothing (`stop`), time that passes (`idle`), or the prompt. */
export const AFTERWARDS = ['stop', 'idle', 'prompt'] as const;
/** One of these names. */
export type Afterwards = (typeof AFTERWARDS)[number];

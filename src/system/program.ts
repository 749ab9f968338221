/** What a board runs after its start, how that ended, and what follows. */

/** How a program ended. */
export type ProgramEnd =
  | { readonly kind: 'ok' }
  | { readonly kind: 'exception'; readonly report: string }
  /** `isReset`: it was `machine.soft_reset()`, which is an exit to Python, too. `message`: what was given to `sys.exit` and is no status, which a board does not show. */
  | { readonly kind: 'exit'; readonly status: number; readonly message: string | null; readonly isReset: boolean };

/** What is run after boot.py. */
export type Program =
  /**
   * main.py of the folder in which the board starts, as on the board. `isNamed`: the host means the flash's, and gets it where the board
   * has started from a card that has none.
   */
  | { readonly kind: 'main'; readonly isNamed?: boolean }
  /** `isOnce`: the board is given it once, as by a client; when it has been reset, nothing follows boot.py. */
  | { readonly kind: 'code'; readonly source: string; readonly filename: string; readonly isOnce?: boolean }
  | { readonly kind: 'module'; readonly name: string; readonly isOnce?: boolean }
  /** Nothing: straight to the prompt. */
  | { readonly kind: 'none' };

/** What follows the program: nothing (`stop`), time that goes on (`idle`), or the prompt. */
export const AFTERWARDS = ['stop', 'idle', 'prompt'] as const;
/** One of them. */
export type Afterwards = (typeof AFTERWARDS)[number];

/** The MicroPython version that this system reports; it is declared only here. */
export const VERSION = {
  major: 1,
  minor: 29,
  patch: 0,
  /** As in the banner and `os.uname()`. */
  tag: 'v1.29.0',
  /** The firmware's date in ISO form. */
  date: '2026-08-19',
  /** `sys.implementation._mpy`: version 6.3 of the format (`py/persistentcode.h`), and no architecture whose machine code is run. */
  mpy: 6 | (3 << 8),
} as const;

/** Returns the first line of the prompt: `MicroPython v… on …; board with chip`. */
export function banner(board: { readonly title: string; readonly mcu: string }): string {
  return `MicroPython ${VERSION.tag} on ${VERSION.date}; ${board.title} with ${board.mcu}`;
}

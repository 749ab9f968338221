/** The board that a set-up names. */

/** Returns the board that the text of a `vpyb.json` names; null if it names none, or cannot be read. */
export function boardIn(setup: string): string | null {
  try {
    const { board } = JSON.parse(setup);
    return typeof board === 'string' ? board : null;
  } catch {
    return null;
  }
}

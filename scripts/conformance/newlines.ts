/** Line ends. */

/** Turns both kinds of line end that boards and terminals make of \n back into \n. */
export function normalizeNewlines(text: string): string {
  return text.replaceAll('\r\r\n', '\n').replaceAll('\r\n', '\n');
}

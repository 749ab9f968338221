/** Line ends. */

/** Both kinds of line end that boards and terminals make of \n, as \n. */
export function normalizeNewlines(text: string): string {
  return text.replaceAll('\r\r\n', '\n').replaceAll('\r\n', '\n');
}

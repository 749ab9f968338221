/** Sizes as a user writes them. */

/** What to write for a size. */
export const SIZE_FORM = '100000, 64k or 1m';

/** Returns the number of bytes that `100000`, `64k` or `1m` means; null if a text is not a size. */
export function parseSize(text: string): number | null {
  const match = /^(\d{1,9})([km]?)$/i.exec(text);
  const unit = { '': 1, k: 1024, m: 1024 * 1024 }[match?.[2].toLowerCase() ?? ''];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
}

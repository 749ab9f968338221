/** What the HD44780U's characters look like, those of its ROM A00 (Hitachi data sheet, ADE-207-272(Z), Table 4), as text. */

/** Of the program's own making: 0 to 7, and the same again. */
const OWN = [...'⓪①②③④⑤⑥⑦'];
/** ASCII, but for these. */
const UNLIKE_ASCII: Readonly<Record<string, string>> = { '\\': '¥', '~': '→', '\x7f': '←' };
/** From 0xa1 to 0xde in the order of Unicode's halfwidth forms; 0xdf, a sign of Japanese there, is taken for a degree by everybody. */
const KATAKANA = { first: 0xa1, last: 0xde, inUnicode: 0xff61 } as const;
const DEGREE = 0xdf;
/** From 0xe0 on. */
const LAST = [...'αäβεμσρg√⁻jˣ¢£ñöpqθ∞ΩüΣπxy千万円÷ █'];
const FIRST_OF_LAST = 0xe0;

/** A character as text; a space where the ROM has nothing. */
export function characterOf(code: number): string {
  if (code < 0x10) return OWN[code & 7];
  if (code < 0x20 || (code >= 0x80 && code < KATAKANA.first)) return ' ';
  const ascii = String.fromCharCode(code);
  if (code < 0x80) return UNLIKE_ASCII[ascii] ?? ascii;
  if (code <= KATAKANA.last) return String.fromCharCode(code - KATAKANA.first + KATAKANA.inUnicode);
  return code === DEGREE ? '°' : LAST[code - FIRST_OF_LAST];
}

/** The characters of the HD44780U's ROM A00 (Hitachi data sheet, ADE-207-272(Z), Table 4) as text. */

/** Characters that the program defines: 0 to 7, repeated as 8 to 15. */
const OWN = [...'⓪①②③④⑤⑥⑦'];
/** Characters that differ from ASCII. */
const UNLIKE_ASCII: Readonly<Record<string, string>> = { '\\': '¥', '~': '→', '\x7f': '←' };
/** From 0xa1 to 0xde in the order of Unicode's halfwidth forms. 0xdf, a Japanese mark in that order, is commonly used as a degree sign. */
const KATAKANA = { first: 0xa1, last: 0xde, inUnicode: 0xff61 } as const;
const DEGREE = 0xdf;
/** The characters from 0xe0 on. */
const LAST = [...'αäβεμσρg√⁻jˣ¢£ñöpqθ∞ΩüΣπxy千万円÷ █'];
const FIRST_OF_LAST = 0xe0;

/** Returns a character as text; a space where the ROM has none. */
export function characterOf(code: number): string {
  if (code < 0x10) return OWN[code & 7];
  if (code < 0x20 || (code >= 0x80 && code < KATAKANA.first)) return ' ';
  const ascii = String.fromCharCode(code);
  if (code < 0x80) return UNLIKE_ASCII[ascii] ?? ascii;
  if (code <= KATAKANA.last) return String.fromCharCode(code - KATAKANA.first + KATAKANA.inUnicode);
  return code === DEGREE ? '°' : LAST[code - FIRST_OF_LAST];
}

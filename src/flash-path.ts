/** Where a board's programs find its flash. */

/** What the paths of files on the flash begin with. */
export const FLASH = '/flash/';

/**
 * What `micropython.mem_info` prints about the heap (`py/gc.c`, gc_dump_info and gc_dump_alloc_table). Live objects are shown with their
 * sizes and letters. Objects that are dead but not yet collected, or known only to running frames, are shown after them as single blocks,
 * because only the sum of their bytes is known. Free memory is in one piece.
 */
import { BLOCK } from '../../objects/charge.js';

/** An object on the heap: the letter that shows it, and its size in bytes, a whole number of blocks. */
export interface HeapObject {
  readonly letter: string;
  readonly bytes: number;
}

/** A heap and the objects in it. */
export interface HeapContent {
  readonly used: number;
  readonly total: number;
  /** Address of the first block. */
  readonly start: number;
  readonly objects: readonly HeapObject[];
}

const BLOCKS_PER_LINE = 64;

/** A character for every block: an object's letter for its first block, `=` for its others, `.` for a free block. */
function cells({ used, total, objects }: HeapContent): string {
  const text = objects.map(({ letter, bytes }) => letter + '='.repeat(bytes / BLOCK - 1)).join('');
  const end = used / BLOCK;
  return text
    .slice(0, end)
    .padEnd(end, 'h')
    .padEnd(total / BLOCK, '.');
}

/** The sizes, in blocks, of the objects in a map of cells. */
const sizes = (map: string): number[] => (map.match(/[^=.]=*/g) ?? []).map((object) => object.length);

/** How many objects take one block, how many take two, and how many blocks the largest takes. */
export function heapNumbers(content: HeapContent): { readonly ones: number; readonly twos: number; readonly most: number } {
  const all = sizes(cells(content));
  const count = (size: number) => all.filter((each) => each === size).length;
  return { ones: count(1), twos: count(2), most: all.reduce((largest, size) => Math.max(largest, size), 0) };
}

/** The summary: how much is used, how many objects are small, and the largest. */
export function heapSummary(content: HeapContent): string {
  const { used, total } = content;
  const { ones, twos, most } = heapNumbers(content);
  return `GC: total: ${total}, used: ${used}, free: ${total - used}\n No. of 1-blocks: ${ones}, 2-blocks: ${twos}, max blk sz: ${most}, max free sz: ${(total - used) / BLOCK}\n`;
}

/** The map of all blocks, 64 in a line. Where two or more lines in a row are free, only their number is shown. */
export function heapMap(content: HeapContent): string {
  const map = cells(content);
  let text = `GC memory layout; from ${content.start.toString(16)}:`;
  for (let at = 0; at < map.length; at += BLOCKS_PER_LINE) {
    const free = /^\.*/.exec(map.slice(at))?.[0].length ?? 0;
    if (free >= 2 * BLOCKS_PER_LINE) {
      const lines = Math.floor(free / BLOCKS_PER_LINE);
      text += `\n       (${lines} lines all free)`;
      at += lines * BLOCKS_PER_LINE;
      if (at >= map.length) break;
    }
    text += `\n${(at * BLOCK).toString(16).padStart(8, '0')}: ${map.slice(at, at + BLOCKS_PER_LINE)}`;
  }
  return `${text}\n`;
}

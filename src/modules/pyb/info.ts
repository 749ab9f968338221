/** What `pyb.info()` and `machine.info()` print (`machine_info` in `ports/stm32/modmachine.c`, `ports/stm32/pybthread.c`). */
import type { Pyboard } from '../../board/pyboard.js';
import { knownNames } from '../../objects/name-pool.js';
import { type HeapContent, heapMap, heapNumbers } from '../micropython/memory-map.js';

const RAM = 0x2000_0000;
/** Bytes of the collector's tables per byte of heap: for each 16 bytes, two bits of state and one for a finaliser (`py/gc.c`). */
const TABLES = 3 / 128;

/** A thread in the list of threads. */
export interface ThreadInfo {
  readonly id: number;
  /** Where its stack begins; null for the main thread. */
  readonly stack: number | null;
  /** Words of its stack. */
  readonly words: number;
  readonly isRunable: boolean;
}

/** The sources of the text. */
export interface InfoParts {
  readonly board: Pyboard;
  heap(): HeapContent;
  /** The threads, the last one started first; null for a firmware without threads. */
  threads(): readonly ThreadInfo[] | null;
  /** Free bytes in the flash's file system; null if it is not mounted. */
  flashFree(): number | null;
}

/** The text; if `withMap`, followed by the map of the heap's blocks. */
export function infoText(parts: InfoParts, withMap: boolean): string {
  const { board } = parts;
  const heap = parts.heap();
  const sections = [chip(board), addresses(board, heap), names(), collector(heap), flash(parts), threads(board, parts.threads())];
  return sections.join('') + (withMap ? heapMap(heap) : '');
}

function chip({ uniqueId, description, tree }: Pyboard): string {
  const id = [...uniqueId].map((byte) => hex(byte, 2)).join('');
  const { sysclk, hclk, pclk1, pclk2 } = tree.frequencies;
  return `ID=${id.slice(0, 8)}:${id.slice(8, 16)}:${id.slice(16)}
DEVID=0x${hex(description.devid, 4)}
REVID=0x${hex(description.revid, 4)}
S=${sysclk}
H=${hclk}
P1=${pclk1}
P2=${pclk2}
`;
}

/** The addresses that the linker has chosen (`ports/stm32/boards/*.ld`). */
function addresses({ description }: Pyboard, { start, total }: HeapContent): string {
  const { ram, textEnd, dataBytes } = description.image;
  const end = RAM + ram;
  const data = RAM + dataBytes;
  const stack = end - description.stack;
  const heapStart = start - Math.ceil(total * TABLES);
  const all = {
    _etext: textEnd,
    _sidata: textEnd,
    _sdata: RAM,
    _edata: data,
    _sbss: data,
    _ebss: heapStart,
    _sstack: stack,
    _estack: end,
    _ram_start: RAM,
    _heap_start: heapStart,
    _heap_end: stack,
    _ram_end: end,
  };
  return Object.entries(all)
    .map(([name, address]) => `${name}=${hex(address)}\n`)
    .join('');
}

function names(): string {
  const { tables, names: count, textBytes, totalBytes } = knownNames.statistics;
  return `qstr:\n  n_pool=${tables}\n  n_qstr=${count}\n  n_str_data_bytes=${textBytes}\n  n_total_bytes=${totalBytes}\n`;
}

function collector(content: HeapContent): string {
  const { used, total } = content;
  const { ones, twos, most } = heapNumbers(content);
  return `GC:\n  ${total} total\n  ${used} : ${total - used}\n  1=${ones} 2=${twos} m=${most}\n`;
}

/** `LFS` means the "local file system", whatever its type. */
function flash({ board, flashFree }: InfoParts): string {
  const { spi, qspi } = board.description.flashChips ?? {};
  const free = flashFree();
  return [
    spi === undefined ? '' : `SPI flash size: ${spi}\n`,
    qspi === undefined ? '' : `QSPI flash size: ${qspi}\n`,
    free === null ? '' : `LFS free: ${free} bytes\n`,
  ].join('');
}

function threads({ description }: Pyboard, all: readonly ThreadInfo[] | null): string {
  if (all === null) return '';
  if (all.length === 1) return 'THREAD: only main thread\n';
  const main = RAM + description.image.ram - description.stack;
  const line = ({ id, stack, words, isRunable }: ThreadInfo) =>
    `    id=${hex(id)} sp=${hex(stack ?? main)} sz=${words}${isRunable ? ' (runable)' : ''}\n`;
  return `THREAD:\n${all.map(line).join('')}`;
}

const hex = (value: number, digits = 0): string => value.toString(16).padStart(digits, '0');

/** The public API of virtual-pyboard; works in Node and in browsers. `node.ts` adds files and terminals of Node. */
export type { AnaloguePin, Waveform } from './board/analogue.js';
export { BOARDS, type BoardDescription, type BoardName, LEAST_HEAP } from './board/boards.js';
export { CanBus } from './board/can-bus.js';
export { I2cBus, type I2cDevice } from './board/i2c-bus.js';
export { type SerialFrame, SerialLine, type SerialListener } from './board/serial-line.js';
export { SpiBus, type SpiDevice } from './board/spi-bus.js';
export type { FileTree, FileTreeEntry } from './host.js';
export { MemoryFileTree } from './hosts/memory/memory-host.js';
export type { Signal } from './sim/signal.js';
export type { TraceEvent, TraceListener } from './sim/trace.js';
export type { Afterwards, Program, ProgramEnd } from './system/firmware.js';
export { FlashFull, PyboardSystem, type RunState, type SystemOptions } from './system/pyboard-system.js';
export { World } from './system/world.js';
export { type Edge, TestBench, type TestBenchOptions } from './testing/test-bench.js';
export { drawTimeline, type TimeSpan } from './testing/timeline.js';
export { VERSION } from './version.js';

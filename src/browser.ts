/** The public API for pages: that of `index.ts`, and a board in a Worker. `examples/playground` shows how they go together. */

export { type BoardLed, ledsOf } from './hosts/browser/board-leds.js';
export { BoardLoop, type LoopHost, type LoopOptions } from './hosts/browser/board-loop.js';
export type { Frame, Port, RemoteOptions, Report, Request, SourceProblem } from './hosts/browser/protocol.js';
export { type BoardWorker, RemoteBoard, type RemoteListener } from './hosts/browser/remote-board.js';
export { serveBoard } from './hosts/browser/serve-board.js';
export { SourceChecker } from './hosts/browser/source-checker.js';
export * from './index.js';

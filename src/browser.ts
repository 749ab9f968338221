/** The public API for pages: that of `index.ts`, and a board in a Worker. `examples/playground` shows how they go together. */

export { BoardLoop, type LoopHost, type LoopOptions } from './hosts/browser/board-loop.js';
export type { Frame, Port, RemoteOptions, Report, Request } from './hosts/browser/protocol.js';
export { type BoardWorker, RemoteBoard, type RemoteListener } from './hosts/browser/remote-board.js';
export { serveBoard } from './hosts/browser/serve-board.js';
export * from './index.js';

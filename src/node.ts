/** The public API for Node: that of `index.ts`, and folders, trace files and sockets of this computer. */

export { filesIn } from './hosts/node/files-in.js';
export { BLANK, FolderTree, WithFile } from './hosts/node/folder.js';
export { type Forward, Passage, type PassageListener, type Relay } from './hosts/node/passage.js';
export { openTrace, type TraceWriter } from './hosts/node/trace-file.js';
export * from './index.js';

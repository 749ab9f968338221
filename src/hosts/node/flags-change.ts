/** Emitted by `process` before V8's flags change: what is kept of V8's work is good for none but those that it was made under. */
export const FLAGS_CHANGE = 'virtual-pyboard: flags change';

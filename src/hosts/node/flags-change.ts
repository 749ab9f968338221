/** Event that `process` emits before V8's flags change: V8's cached code is valid only under the flags with which it was made. */
export const FLAGS_CHANGE = 'virtual-pyboard: flags change';

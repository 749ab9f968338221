/** A thread beside the board's, which is given as the text of a function. */
import { expect, it } from 'vitest';
import { SideThread } from '../../src/hosts/node/side-thread.js';

it('runs the text of a function although a bundler has put calls of __name into it', () => {
  const run = new Function(`
    const { channel, count } = process.getBuiltinModule('node:worker_threads').workerData;
    const tell = __name((told) => {
      channel.postMessage({ told });
      Atomics.add(count, 0, 1);
      Atomics.notify(count, 0);
    }, 'tell');
    tell('ready');`) as () => void;
  const thread = new SideThread<{ told: string }, never>(run, {});
  expect(thread.wait(10_000)).toEqual({ told: 'ready' });
  thread.end();
});

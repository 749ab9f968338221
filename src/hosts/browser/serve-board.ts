/** The board's end of the channel: `serveBoard(self)` is all of a Worker's program. */
import { MemoryFileTree } from '../memory/memory-file-tree.js';
import { BoardLoop } from './board-loop.js';
import type { Port, Report, Request } from './protocol.js';

/** Runs the board that the page asks for, and the next one when it asks for another. */
export function serveBoard(port: Port): void {
  let loop: BoardLoop | null = null;
  const report = (message: Report): void => port.postMessage(message);
  port.addEventListener('message', ({ data }) => {
    try {
      serve(data as Request);
    } catch (x) {
      loop?.stop();
      loop = null;
      report({ kind: 'failed', message: (x as Error).message });
    }
  });

  function serve(request: Request): void {
    switch (request.kind) {
      case 'start':
        loop?.stop();
        loop = null;
        loop = started(request, report);
        return;
      case 'type':
        loop?.system.feed(request.bytes);
        return;
      case 'switch':
        if (request.pressed) loop?.system.board.switch.press();
        else loop?.system.board.switch.release();
        return;
      case 'pace':
        if (loop !== null) loop.pace = request.factor;
        return;
      case 'shown':
        loop?.shown();
    }
  }
}

/** Waits on the spot, without work where the page is isolated from others (`crossOriginIsolated`), which alone have memory that can be waited on. */
function pause(ms: number): void {
  if (typeof SharedArrayBuffer !== 'undefined') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    return;
  }
  const end = performance.now() + ms;
  while (performance.now() < end);
}

function started({ files, options, pace }: Extract<Request, { kind: 'start' }>, report: (message: Report) => void): BoardLoop {
  const loop = new BoardLoop(
    { ...options, flash: new MemoryFileTree(files) },
    {
      now: () => performance.now(),
      later: (run, ms) => {
        setTimeout(run, ms);
      },
      pause,
      show: (frame) => report({ kind: 'frame', frame }),
      failed: (message) => report({ kind: 'failed', message }),
    },
  );
  loop.pace = pace;
  const { name, title, leds } = loop.system.board.description;
  report({ kind: 'started', name, title, leds: leds.map(({ colour }, i) => ({ signal: `LED(${i + 1})`, colour })) });
  loop.start();
  return loop;
}

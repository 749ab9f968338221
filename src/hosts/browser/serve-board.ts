/** The board's end of the channel: `serveBoard(self)` is all of a Worker's program. */
import { MemoryFileTree } from '../memory/memory-file-tree.js';
import { BoardLoop } from './board-loop.js';
import type { Port, Report, Request } from './protocol.js';

/** Runs the board that the page asks for, and the next one when it asks for another. */
export function serveBoard(port: Port): void {
  let loop: BoardLoop | null = null;
  const report = (message: Report): void => port.postMessage(message);
  port.addEventListener('message', ({ data }) => {
    const request = data as Request;
    switch (request.kind) {
      case 'start':
        loop?.stop();
        loop = null;
        try {
          loop = started(request, report);
        } catch (x) {
          report({ kind: 'failed', message: (x as Error).message });
        }
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
  });
}

function started({ files, options, pace }: Extract<Request, { kind: 'start' }>, report: (message: Report) => void): BoardLoop {
  const loop = new BoardLoop(
    { ...options, flash: new MemoryFileTree(files) },
    {
      now: () => performance.now(),
      later: (run, ms) => {
        setTimeout(run, ms);
      },
      show: (frame) => report({ kind: 'frame', frame }),
    },
  );
  loop.pace = pace;
  const { name, title, leds } = loop.system.board.description;
  report({ kind: 'started', name, title, leds: leds.map(({ colour }, i) => ({ signal: `LED(${i + 1})`, colour })) });
  loop.start();
  return loop;
}

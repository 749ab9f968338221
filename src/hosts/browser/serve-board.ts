/** The board's end of the channel: `serveBoard(self)` is the Worker's whole program. */
import { SetupError } from '../../devices/kinds.js';
import { checkSource } from '../../system/check-source.js';
import { MemoryFileTree } from '../memory/memory-file-tree.js';
import { ledsOf } from './board-leds.js';
import { BoardLoop } from './board-loop.js';
import type { Port, Report, Request } from './protocol.js';

type CheckRequest = Extract<Request, { kind: 'check' }>;
type StartRequest = Extract<Request, { kind: 'start' }>;

/** Runs the board that the page asks for, replaces it when the page asks for another, and checks programs. */
export function serveBoard(port: Port): void {
  let running: BoardLoop | null = null;
  const report = (message: Report): void => port.postMessage(message);
  port.addEventListener('message', ({ data }) => {
    try {
      serve(data as Request);
    } catch (x) {
      switchOff();
      report({ kind: 'failed', message: (x as Error).message });
    }
  });

  function switchOff(): void {
    running?.stop();
    running = null;
  }

  function serve(request: Request): void {
    if (request.kind === 'check') report({ kind: 'checked', id: request.id, problem: checkSource(request.source, request.board) });
    else if (request.kind === 'start') {
      switchOff();
      running = made(request, report);
      start(running, request.pace, report);
    } else if (running !== null) pass(request, running, report);
  }
}

/** Handles a request to the board that is on. */
function pass(request: Exclude<Request, StartRequest | CheckRequest>, loop: BoardLoop, report: (message: Report) => void): void {
  const { switch: usr } = loop.system.board;
  switch (request.kind) {
    case 'type':
      loop.system.feed(request.bytes);
      return;
    case 'switch':
      if (request.pressed) usr.press();
      else usr.release();
      return;
    case 'change':
      report({ kind: 'changed', id: request.id, problem: refusal(() => loop.setup.change(request.changes)) });
      return;
    case 'pace':
      loop.pace = request.factor;
      return;
    case 'advance':
      if (request.nanos === null) loop.goOn();
      else loop.advance(request.nanos);
      return;
    case 'shown':
      loop.shown();
  }
}

/**
 * Blocks the thread for `ms` milliseconds. It sleeps if the page is isolated (`crossOriginIsolated`), since only then there is shared memory to
 * wait on; otherwise it spins.
 */
function pause(ms: number): void {
  if (typeof SharedArrayBuffer !== 'undefined') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    return;
  }
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Returns why the change is impossible; null if it has been made. */
function refusal(change: () => void): string | null {
  try {
    change();
    return null;
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
}

function made({ files, options }: StartRequest, report: (message: Report) => void): BoardLoop {
  return new BoardLoop(
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
}

function start(loop: BoardLoop, pace: number, report: (message: Report) => void): void {
  loop.pace = pace;
  const { name, title } = loop.system.board.description;
  report({ kind: 'started', name, title, leds: ledsOf(name) });
  loop.start();
}

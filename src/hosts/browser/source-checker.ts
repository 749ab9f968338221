/** The page's end of the channel for program editors: a Worker that runs no board yet reports what is wrong with a program. */
import { BOARD_NAMES, type BoardName } from '../../board/boards.js';
import { choice, text } from '../../checks.js';
import type { Port, Report, Request, SourceProblem } from './protocol.js';

/** Sends programs to a Worker that runs `serveBoard(self)`. */
export class SourceChecker {
  /** Resolve functions of unanswered checks, by id. */
  readonly #asked = new Map<number, (problem: SourceProblem | null) => void>();
  #count = 0;

  constructor(private readonly worker: Port) {
    worker.addEventListener('message', ({ data }) => {
      const report = data as Report;
      if (report.kind !== 'checked') return;
      this.#asked.get(report.id)?.(report.problem);
      this.#asked.delete(report.id);
    });
  }

  /**
   * Resolves to the first problem that a board's compiler finds in a program; null if there is none. Never resolves if the Worker is terminated
   * first, and resolves late if the Worker runs a board in code that cannot be left.
   */
  check(source: string, board: BoardName): Promise<SourceProblem | null> {
    text('source', source);
    choice(...BOARD_NAMES)('board', board);
    const id = this.#count++;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      const request: Request = { kind: 'check', id, source, board };
      this.worker.postMessage(request);
    });
  }
}

/** The page's end of the channel for who writes a program: a Worker that runs no board yet says what is wrong with it. */
import { BOARD_NAMES, type BoardName } from '../../board/boards.js';
import { choice, text } from '../../checks.js';
import type { Port, Report, Request, SourceProblem } from './protocol.js';

/** Asks a Worker whose program is `serveBoard(self)`. */
export class SourceChecker {
  /** Who waits for an answer, by number. */
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
   * The first problem that the compiler of a board has with a program; null: none. Answers never if the Worker is terminated before, and late if it
   * runs a board in code that cannot be left.
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

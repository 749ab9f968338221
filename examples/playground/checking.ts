/** Looks for what is wrong with a program while it is written. */
import type { BoardName, SourceChecker, SourceProblem } from 'virtual-pyboard/browser';

/** So long after the last key: who is still writing has not finished a line. */
const PAUSE_MS = 500;

/** What is written. */
interface Draft {
  readonly text: string;
  readonly board: BoardName;
}

/** Looks at a draft when nothing has been written for a while, at one after the other. */
export class Checking {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `checker`: the one that is idle now. `show`: takes what is wrong with a text, null for nothing. */
  constructor(
    private readonly draft: () => Draft,
    private readonly checker: () => SourceChecker,
    private readonly show: (text: string, problem: SourceProblem | null) => void,
  ) {}

  /** The draft is another one. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), PAUSE_MS);
  }

  async #check(): Promise<void> {
    const { text, board } = this.draft();
    this.show(text, await this.checker().check(text, board));
  }
}

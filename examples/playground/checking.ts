/** Looks for what is wrong with a program while it is written. */
import type { BoardName, SourceChecker, SourceProblem } from 'virtual-pyboard/browser';

/** Time after the last key until a program is checked: an author who is still typing has not finished the line. */
const PAUSE_MS = 500;

/** The text that is being written. */
interface Draft {
  readonly text: string;
  readonly board: BoardName;
}

/** Checks the draft when nothing has been written for a while. */
export class Checking {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `checker`: returns the checker that is idle now. `show`: called with a text and what is wrong with it; null: nothing. */
  constructor(
    private readonly draft: () => Draft,
    private readonly checker: () => SourceChecker,
    private readonly show: (text: string, problem: SourceProblem | null) => void,
  ) {}

  /** Called when the draft has changed. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), PAUSE_MS);
  }

  async #check(): Promise<void> {
    const { text, board } = this.draft();
    this.show(text, await this.checker().check(text, board));
  }
}

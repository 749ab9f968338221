/** What a test looks at when the program comes to a line. The board stands still meanwhile. */
import { callable } from '../checks.js';
import type { Breakpoint } from '../debug/breakpoints.js';
import type { Debugger } from '../debug/debugger.js';
import type { DebugHost, Resumption, Stop } from '../debug/host.js';
import { localsOf } from '../debug/variables.js';
import { FLASH } from '../flash-path.js';

/** The program at the line to which it has come. Valid until the look at it is over. */
export class StoppedProgram {
  constructor(
    private readonly program: Debugger,
    private readonly stop: Stop,
  ) {}

  /** Milliseconds since reset. */
  get ms(): number {
    return Number(this.stop.moment) / 1e6;
  }

  /** The call stack, innermost first: `read main.py:12`, `interrupt TIM4`. */
  get stack(): string[] {
    return this.#levels.map(({ name, path, line }) => (path === null ? name : `${name} ${path.replace(/^\/flash\//, '')}:${line}`));
  }

  /** The variables of the function as `repr` shows them, by name. */
  get locals(): Record<string, string> {
    const { frame } = this.#levels[0];
    return frame === null ? {} : Object.fromEntries(localsOf(frame).map(({ name, value }) => [name, this.program.shown(value).text]));
  }

  /** The value of an expression there, as `repr` shows it. Statements give None. Throws an Error with the text of a Python error. */
  evaluate(text: string): string {
    const outcome = this.program.evaluate(text, this.#levels[0].frame);
    if ('error' in outcome) throw new Error(`${text}: ${outcome.error}`);
    return this.program.shown(outcome.value).text;
  }

  get #levels() {
    return this.program.stackOf(this.stop.thread);
  }
}

/** Called with the program. */
type Look = (program: StoppedProgram) => void;

interface Place {
  readonly path: string;
  readonly line: number;
  readonly look: Look;
}

const isLook = callable('that takes the program');

/** The looks of one bench. This is the host of the bench's debugger. */
export class LineLooks implements DebugHost {
  #places: readonly Place[] = [];
  /** By the ids of breakpoints. */
  readonly #looks = new Map<number, Look>();

  constructor(private readonly program: Debugger) {
    program.host = this;
  }

  /** Calls `look` whenever the program comes to `main.py:12`, until the returned function is called. Throws an Error if there is no code. */
  add(place: string, look: Look): () => void {
    isLook('look', look);
    const [, file, digits] = /^(?:\/flash\/)?([^:]+):(\d+)$/.exec(place) ?? [];
    if (file === undefined) throw new TypeError(`'${place}' is not a place: write a file and a line, such as main.py:12`);
    const added = { path: FLASH + file, line: Number(digits), look };
    const remove = (): void => {
      this.#set(
        added.path,
        this.#places.filter((each) => each !== added),
      );
    };
    const problem = this.#set(added.path, [...this.#places, added]).at(-1)?.problem ?? null;
    if (problem === null) return remove;
    remove();
    throw new Error(`${place}: ${problem}`);
  }

  #set(path: string, places: readonly Place[]): readonly Breakpoint[] {
    this.#places = places;
    const here = places.filter((each) => each.path === path);
    const points = this.program.setBreakpoints(path, here);
    for (const [i, { look }] of here.entries()) this.#looks.set(points[i].id, look);
    return points;
  }

  paused(stop: Stop): Resumption {
    for (const { id } of stop.breakpoints) this.#looks.get(id)?.(new StoppedProgram(this.program, stop));
    return { kind: 'continue' };
  }

  bound(): void {}

  log(): void {}
}

/** What is shown of a run besides its output: LEDs at the terminal, traces, the report at the end. */
import type { LedLine } from '../hosts/node/led-line.js';
import type { Output } from '../hosts/node/output.js';
import type { TraceWriter } from '../hosts/node/trace-file.js';
import { formatDuration } from '../system/duration.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { describeReport } from '../system/reports/explain.js';
import { LedReport } from '../system/reports/led-report.js';
import { speed, speedLine } from '../system/speed.js';
import { say } from './fail.js';
import { takeAll } from './steps.js';

/** What a run shows. */
interface WatchPlan {
  /** The end of a run with `--for`, for the progress display and the report; null without it. */
  readonly until: bigint | null;
  readonly verbose: boolean;
  /** Where LEDs are drawn; null: they are not. */
  readonly leds: LedLine | null;
  readonly traces: readonly TraceWriter[];
}

const REDRAW_MS = 50;
/** The redraw interval while no LED changes. */
const IDLE_REDRAW_MS = 250;
/** Shorter runs draw nothing. */
const FIRST_DRAW_MS = 200;
/** The number of trace events that are shown before the board is stopped. They are within a burst, however slow the reader is. */
const SHOWN_AT_ONCE = 100;
/** The speed that is shown is that of about the last second. */
const SPEED_WINDOW_MS = 1000;

export class Watch {
  readonly #report = new LedReport();
  readonly #messages: string[] = [];
  readonly #now: () => number;
  readonly #started: number;
  #drawn = 0;
  /** Number of trace events that have been shown. */
  #shown = 0;
  /** Since when the shown speed is measured. */
  #window: { wall: number; simulated: bigint };
  #speed = '';
  /** How many bytes the board had printed when its line was last ended for it. */
  #ended = 0;

  /** `now` is the wall clock, in milliseconds. */
  constructor(
    private readonly plan: WatchPlan,
    private readonly system: PyboardSystem,
    private readonly output: Output,
    now: () => number,
  ) {
    this.#now = now;
    this.#started = now();
    this.#window = { wall: this.#started, simulated: 0n };
    system.booted = () => {
      system.booted = null;
      this.#begin();
    };
  }

  /** Notes something that the user should be told at the end. */
  message(text: string): void {
    this.#messages.push(text);
  }

  /** Prints something now, after what the board has printed so far; at a terminal on a line of its own. */
  tell(text: string): void {
    this.flushNow();
    this.plan.leds?.hide();
    this.endLine();
    say(text);
  }

  /** Prints an event of a trace. Printing it takes longer than simulating it, so the board stops now and then for signals and typing. */
  show(text: string): void {
    this.tell(text);
    if (++this.#shown % SHOWN_AT_ONCE === 0) this.system.requestStop();
  }

  /** Ends a line that the board has begun at the terminal, such as a prompt. */
  endLine(): void {
    const { isTerminal, endsLine, taken } = this.output;
    if (isTerminal && !endsLine && taken !== this.#ended) say('\n');
    this.#ended = taken;
  }

  /**
   * Explains errors in callbacks, each after the board's own message. Of lost calls only the first of each source is explained; errors of soft
   * callbacks, and hints, only once each.
   */
  explain(): void {
    const told = new Set<string>();
    const hints = new Set<string | null>();
    this.system.explain = (report) => {
      const { kind, source, callback, exception, places } = report;
      // These may come without end. Errors that differ only in their message count as the same.
      const error = `${exception?.split(':', 1)} ${places[0]?.file}:${places[0]?.line}`;
      const again = kind === 'failed' ? null : kind === 'lost' ? source : `${source} ${callback} ${error}`;
      if (again !== null && told.has(again)) return;
      if (again !== null) told.add(again);
      this.tell(`vpyb: ${describeReport(hints.has(report.hint) ? { ...report, hint: null } : report)}`);
      hints.add(report.hint);
    };
  }

  /** Mentions --explain once when an error occurs about which the board says little (in hard callbacks) or nothing (lost calls). */
  offerExplanations(): void {
    this.system.explain = ({ kind, source }) => {
      if (kind === 'soft') return; // The board says where these occurred.
      this.system.explain = null;
      const what = kind === 'failed' ? `a callback of ${source} failed` : `a call of a callback by ${source} was lost`;
      this.message(`${what}: --explain shows where, why, and what to do instead`);
    };
  }

  /** Writes what the board has printed, and redraws the LEDs. */
  flush(): void {
    const { leds } = this.plan;
    if (leds !== null && this.output.isTerminal && this.output.isWaiting) leds.hide();
    this.output.flush();
    this.#draw();
  }

  /** The same as `flush`, from inside a burst that does not end. */
  flushNow(): void {
    if (this.output.isTerminal && this.output.isWaiting) this.plan.leds?.hide();
    this.output.flushNow();
    this.#draw();
  }

  /** Ends the run: writes everything, completes each trace, and prints the final messages. Throws like `takeAll`. */
  async finish(): Promise<void> {
    const { leds, traces } = this.plan;
    leds?.hide();
    const end = this.system.elapsed;
    await takeAll([() => this.output.drained(), ...traces.map((trace) => () => trace.close(end)), () => this.#sayLastWords(end)]);
  }

  #sayLastWords(end: bigint): void {
    if (this.output.hasGivenUp) this.message("nobody is reading the board's output: the rest was dropped");
    const wallMs = this.#now() - this.#started;
    if (this.plan.until !== null) this.#messages.push(...[this.#report.line(end, this.system.endedAt)].filter((line) => line !== null));
    if (this.plan.until !== null || this.plan.verbose) this.#messages.push(speedLine(end, wallMs));
    for (const message of this.#messages) this.tell(`vpyb: ${message}\n`);
  }

  /** Begins to record the run, from its state after boot. */
  #begin(): void {
    const { traces, leds, until } = this.plan;
    const { trace } = this.system;
    if (traces.length === 0 && leds === null && until === null) return;
    for (const event of trace.state()) this.#note(event);
    trace.subscribe((event) => this.#note(event));
  }

  #note(event: Parameters<TraceWriter['add']>[0]): void {
    for (const trace of this.plan.traces) trace.add(event);
    if (this.plan.until !== null) {
      if (this.system.lightsAreFirmwares) this.#report.skip(event);
      else this.#report.note(event);
    }
    const { leds } = this.plan;
    const led = leds === null ? null : /^LED\((\d)\)$/.exec(event.signal);
    if (led !== null) leds?.set(Number(led[1]) - 1, event.value !== 0);
  }

  #draw(): void {
    const { leds, until } = this.plan;
    const wall = this.#now();
    if (leds === null || wall - this.#started < FIRST_DRAW_MS) return;
    if (leds.isShown && wall - this.#drawn < (leds.hasChanged ? REDRAW_MS : IDLE_REDRAW_MS)) return;
    this.#drawn = wall;
    const simulated = this.system.elapsed;
    const elapsed = wall - this.#window.wall;
    if (elapsed >= SPEED_WINDOW_MS || this.#speed === '') {
      this.#speed = speed(simulated - this.#window.simulated, elapsed);
      this.#window = { wall, simulated };
    }
    const progress = until === null ? '' : ` of ${formatDuration(until)} (${(simulated * 100n) / until} %)`;
    leds.draw(`${seconds(simulated)}${progress}  ×${this.#speed}`);
  }
}

/** Returns `12.345 s`, with a fixed number of decimals so that the line does not jump. */
function seconds(nanos: bigint): string {
  const milliseconds = nanos / 1_000_000n;
  return `${milliseconds / 1000n}.${String(milliseconds % 1000n).padStart(3, '0')} s`;
}

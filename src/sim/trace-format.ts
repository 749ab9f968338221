/** Traces as text: JSON lines, lines for people, and value change dumps (IEEE 1364-2005, clause 18) for GTKWave, sigrok and similar tools. */
import type { TraceEvent } from './trace.js';

/** Returns an event as a line of JSON; `t` is written with all its digits, also beyond 2^53. */
export function jsonLine(event: TraceEvent): string {
  const at = event.at === undefined ? '' : `, "at": ${JSON.stringify(event.at)}`;
  const actor = event.actor === undefined ? '' : `, "actor": "${event.actor}"`;
  return `{"t": ${event.t}, "signal": ${JSON.stringify(event.signal)}, "value": ${event.value}${at}${actor}}\n`;
}

/** Returns an event as a line for people: when, in milliseconds, what, and, if known, which line of the program has caused it. */
export function textLine({ t, signal, value, at = '' }: TraceEvent): string {
  const ms = `${t / 1_000_000n}.${String(t % 1_000_000n).padStart(6, '0')}`;
  return `${ms.padStart(16)} ms  ${signal.padEnd(6)}  ${value}  ${at}`.trimEnd().concat('\n');
}

type VariableKind = 'wire' | 'integer' | 'real';

/** One signal in a dump. */
class Variable {
  kind: VariableKind = 'wire';

  constructor(
    readonly name: string,
    readonly code: string,
  ) {}

  /** Widens the kind so that it can hold `value`. */
  admit(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) this.kind = 'real';
    else if (value > 1 && this.kind === 'wire') this.kind = 'integer';
  }

  declaration(): string {
    const size = { wire: 1, integer: 32, real: 64 }[this.kind];
    return `$var ${this.kind} ${size} ${this.code} ${this.name.replace(/\s/g, '_')} $end`;
  }

  change(value: number): string {
    if (this.kind === 'wire') return `${value}${this.code}`;
    return this.kind === 'integer' ? `b${value.toString(2)} ${this.code}` : `r${value} ${this.code}`;
  }
}

/**
 * Writes a value change dump in two passes over its events, with steps of 1 ns; signals that are only ever 0 and 1 are wires.
 * The head of a dump depends on all events, so every event must be admitted before the head is asked for.
 */
export class ValueChangeFormat {
  readonly #variables = new Map<string, Variable>();
  #t = -1n;

  /** First pass: takes note of an event's signal and value. */
  admit({ signal, value }: TraceEvent): void {
    let variable = this.#variables.get(signal);
    if (variable === undefined) {
      variable = new Variable(signal, identifier(this.#variables.size));
      this.#variables.set(signal, variable);
    }
    variable.admit(value);
  }

  /** Returns the beginning of the dump, and begins the second pass. */
  head(): string {
    this.#t = -1n;
    const lines = ['$version virtual-pyboard $end', '$timescale 1 ns $end', '$scope module board $end'];
    for (const variable of this.#variables.values()) lines.push(variable.declaration());
    lines.push('$upscope $end', '$enddefinitions $end');
    return `${lines.join('\n')}\n`;
  }

  /** Second pass: returns the text of an event. Events come in the order of time, first the state at the beginning. */
  change({ t, signal, value }: TraceEvent): string {
    const variable = this.#variables.get(signal);
    if (variable === undefined) throw new Error(`${signal}: not admitted`);
    const time = t === this.#t ? '' : `#${t}\n`;
    this.#t = t;
    return `${time}${variable.change(value)}\n`;
  }

  /** Returns the end of the dump, which lasts until `end` nanoseconds since reset. */
  tail(end: bigint): string {
    return end > this.#t ? `#${end}\n` : '';
  }
}

/** A value change dump in memory. */
export class ValueChangeDump {
  readonly #format = new ValueChangeFormat();
  readonly #events: TraceEvent[] = [];

  /** Adds an event; events come in the order of time, first the state at the beginning. */
  add(event: TraceEvent): void {
    this.#format.admit(event);
    this.#events.push(event);
  }

  /** Returns the whole dump, which lasts until `end` nanoseconds since reset. */
  text(end: bigint): string {
    const head = this.#format.head();
    return head + this.#events.map((event) => this.#format.change(event)).join('') + this.#format.tail(end);
  }
}

/** The short code of the n-th variable: printable characters from `!` to `~`. */
function identifier(n: number): string {
  const rest = Math.floor(n / 94);
  return (rest > 0 ? identifier(rest - 1) : '') + String.fromCharCode(33 + (n % 94));
}

/** Traces as text: JSON lines, and value change dumps (IEEE 1364-2005, clause 18) for GTKWave, sigrok and their like. */
import type { TraceEvent } from './trace.js';

/** One event as a line of JSON; `t` has all its digits, also beyond 2^53. */
export function jsonLine(event: TraceEvent): string {
  return `{"t": ${event.t}, "signal": ${JSON.stringify(event.signal)}, "value": ${event.value}}\n`;
}

type VariableKind = 'wire' | 'integer' | 'real';

/** What a dump has to say about one signal. */
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
 * A value change dump in the making: 1 ns per step; signals that were only ever 0 and 1 are wires.
 * The head of a dump depends on all events, so the text exists only at the end.
 */
export class ValueChangeDump {
  readonly #variables = new Map<string, Variable>();
  readonly #changes: { t: bigint; variable: Variable; value: number }[] = [];

  /** Adds an event; events come in the order of time, first the state at the beginning. */
  add(event: TraceEvent): void {
    const variable = this.#variable(event.signal);
    variable.admit(event.value);
    this.#changes.push({ t: event.t, variable, value: event.value });
  }

  /** The whole dump, as lasting until `end` nanoseconds since reset. */
  text(end: bigint): string {
    const lines = ['$version virtual-pyboard $end', '$timescale 1 ns $end', '$scope module board $end'];
    for (const variable of this.#variables.values()) lines.push(variable.declaration());
    lines.push('$upscope $end', '$enddefinitions $end');
    let t = -1n;
    for (const change of this.#changes) {
      if (change.t !== t) lines.push(`#${change.t}`);
      t = change.t;
      lines.push(change.variable.change(change.value));
    }
    if (end > t) lines.push(`#${end}`);
    return `${lines.join('\n')}\n`;
  }

  #variable(name: string): Variable {
    let variable = this.#variables.get(name);
    if (variable === undefined) {
      variable = new Variable(name, identifier(this.#variables.size));
      this.#variables.set(name, variable);
    }
    return variable;
  }
}

/** The short code of the n-th variable: printable characters from `!` to `~`. */
function identifier(n: number): string {
  const rest = Math.floor(n / 94);
  return (rest > 0 ? identifier(rest - 1) : '') + String.fromCharCode(33 + (n % 94));
}

/** Checks of what JavaScript gives, which knows no types: what does not fit is refused in a line that names it. */

/** Throws a TypeError or RangeError if `what`, an option or an argument, cannot have a value. */
export type Check = (what: string, value: unknown) => void;

/** Whether a value has parts. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Whether a value has methods of these names. */
export const offers = (value: unknown, ...methods: string[]): boolean =>
  isObject(value) && methods.every((method) => typeof value[method] === 'function');

/** A value in a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  return isObject(value) ? 'this object' : typeof value === 'function' ? 'this function' : String(value);
}

/** What holds of a value, and what is wanted in words. */
export const such =
  (holds: (value: unknown) => boolean, wanted: string): Check =>
  (what, value) => {
    if (!holds(value)) throw new TypeError(`${what}: ${shown(value)} is not ${wanted}`);
  };

/** One of some values. */
export const choice =
  (...choices: readonly unknown[]): Check =>
  (what, value) => {
    if (!choices.includes(value)) throw new TypeError(`unknown ${what} ${shown(value)}; choose from ${choices.join(', ')}`);
  };

/** A number of which something holds: another one is out of range. */
const number =
  (holds: (value: number) => boolean, wanted: string): Check =>
  (what, value) => {
    if (typeof value === 'number' && holds(value)) return;
    const text = `${what}: ${shown(value)} is not a ${wanted}`;
    throw typeof value === 'number' ? new RangeError(text) : new TypeError(text);
  };

/** A whole number; `why`: what else there is to say of its bounds. */
export const whole = (least: number, most: number, why = ''): Check =>
  number((value) => Number.isInteger(value) && value >= least && value <= most, `whole number from ${least} to ${most}${why}`);

/** So many of something, `milliseconds`: any number from 0 on but Infinity. */
export const amount = (of: string): Check => number((value) => Number.isFinite(value) && value >= 0, `number of ${of}, 0 or more`);

/** The same without 0. */
export const positive = (of: string): Check => number((value) => Number.isFinite(value) && value > 0, `number of ${of} above 0`);

/** So much of something, which may be less than nothing: `degrees Celsius`. */
export const reading = (of: string): Check => number(Number.isFinite, `number of ${of}`);

/** A moment of simulated time, `since` when: `reset`. */
export const moment = (since: string): Check =>
  such((value) => typeof value === 'bigint', `a moment: give nanoseconds since ${since} as a bigint, such as 5n`);

/** True or false. */
export const truth = such((value) => typeof value === 'boolean', 'true or false');

/** A text, perhaps an empty one. */
export const text = such((value) => typeof value === 'string', 'a string');

/** The name of a file or folder. */
export const path = such((value) => typeof value === 'string' && value !== '', 'a path');

/** Bytes, of any kind of view. */
export const bytes = such(ArrayBuffer.isView, 'bytes, such as new TextEncoder().encode(text)');

/** Something to be called. */
export const callable = (wanted: string): Check => such((value) => typeof value === 'function', `a function ${wanted}`);

/** Checks options by name; one that is given as undefined is not given. Throws a TypeError for a name that none has. */
export function checkOptions(given: object, checks: Readonly<Record<string, Check>>): void {
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(checks, option)) throw new TypeError(`unknown option '${option}'; choose from ${Object.keys(checks).join(', ')}`);
    checks[option]?.(option, value);
  }
}

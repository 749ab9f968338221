/** Checks of values that JavaScript callers pass, which have no types: a value that does not fit is refused with a message that names it. */

/** Throws a TypeError or RangeError if `what`, an option or an argument, cannot have a value. */
export type Check = (what: string, value: unknown) => void;

/** True if a value is an object and not null. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Whether a value has methods of these names. */
export const offers = (value: unknown, ...methods: string[]): boolean =>
  isObject(value) && methods.every((method) => typeof value[method] === 'function');

/** Returns a value as text for an error message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  return isObject(value) ? 'this object' : typeof value === 'function' ? 'this function' : String(value);
}

/** A check that throws a TypeError unless `holds`; `wanted` says in words what is expected. */
export const such =
  (holds: (value: unknown) => boolean, wanted: string): Check =>
  (what, value) => {
    if (!holds(value)) throw new TypeError(`${what}: ${shown(value)} is not ${wanted}`);
  };

/** A check that accepts the given values only. */
export const choice =
  (...choices: readonly unknown[]): Check =>
  (what, value) => {
    if (!choices.includes(value)) throw new TypeError(`unknown ${what} ${shown(value)}; choose from ${choices.join(', ')}`);
  };

/** A check for numbers for which `holds` is true: any other number is out of range. */
const number =
  (holds: (value: number) => boolean, wanted: string): Check =>
  (what, value) => {
    if (typeof value === 'number' && holds(value)) return;
    const text = `${what}: ${shown(value)} is not a ${wanted}`;
    throw typeof value === 'number' ? new RangeError(text) : new TypeError(text);
  };

/** A whole number; `why`: what else the message should say about its bounds. */
export const whole = (least: number, most: number, why = ''): Check =>
  number((value) => Number.isInteger(value) && value >= least && value <= most, `whole number from ${least} to ${most}${why}`);

/** An amount of something, such as `milliseconds`: any finite number from 0 on. */
export const amount = (of: string): Check => number((value) => Number.isFinite(value) && value >= 0, `number of ${of}, 0 or more`);

/** Like `amount`, without 0. */
export const positive = (of: string): Check => number((value) => Number.isFinite(value) && value > 0, `number of ${of} above 0`);

/** An amount of something that may be negative, such as `degrees Celsius`. */
export const reading = (of: string): Check => number(Number.isFinite, `number of ${of}`);

/** A moment of simulated time; `since`: what it counts from, such as `reset`. */
export const moment = (since: string): Check =>
  such((value) => typeof value === 'bigint', `a moment: give nanoseconds since ${since} as a bigint, such as 5n`);

/** True or false. */
export const truth = such((value) => typeof value === 'boolean', 'true or false');

/** A string, possibly empty. */
export const text = such((value) => typeof value === 'string', 'a string');

/** The name of a file or folder. */
export const path = such((value) => typeof value === 'string' && value !== '', 'a path');

/** Bytes: any ArrayBuffer view. */
export const bytes = such(ArrayBuffer.isView, 'bytes, such as new TextEncoder().encode(text)');

/** A function; `wanted` describes it in the message. */
export const callable = (wanted: string): Check => such((value) => typeof value === 'function', `a function ${wanted}`);

/** Checks options by name; an option that is undefined counts as absent. Throws a TypeError for an unknown name. */
export function checkOptions(given: object, checks: Readonly<Record<string, Check>>): void {
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(checks, option)) throw new TypeError(`unknown option '${option}'; choose from ${Object.keys(checks).join(', ')}`);
    checks[option]?.(option, value);
  }
}

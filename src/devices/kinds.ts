/** Kinds of values in a set-up: how they are read from JSON and the command line, and the message when a value does not fit. */
import { calendarToSeconds, secondsToCalendar } from '../calendar.js';

/** The reason why a set-up is refused, as one line for the user. */
export class SetupError extends Error {}

/** Returns a JSON value as text. Objects are shown as JSON because a member may be called `toString` without being a function. */
export function asText(given: unknown): string {
  return typeof given === 'object' && given !== null ? shown(given) : String(given);
}

/** A kind of value. */
export interface Kind<T> {
  /** Description for lists and messages. */
  readonly name: string;
  /** Returns the converted value, or undefined if it is not of this kind. */
  readonly read: (given: unknown) => T | undefined;
}

/** A number from `least` to `most`, also as text, such as `0x38`. */
export function number(least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): Kind<number> {
  const name = most === Number.POSITIVE_INFINITY ? 'a number' : `a number from ${least} to ${most}`;
  return {
    name,
    read(given) {
      const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
      return Number.isFinite(value) && (value as number) >= least && (value as number) <= most ? (value as number) : undefined;
    },
  };
}

/** A number without fraction. */
export function whole(least: number, most: number): Kind<number> {
  const { read } = number(least, most);
  return {
    name: `a whole number from ${least} to ${most}`,
    read(given) {
      const value = read(given);
      return value !== undefined && Number.isInteger(value) ? value : undefined;
    },
  };
}

/** A text. */
export const text: Kind<string> = { name: 'text', read: (given) => (typeof given === 'string' ? given : undefined) };

/** A text, or bytes from a caller that has some. */
export const content: Kind<string | Uint8Array> = {
  name: 'text',
  read: (given) => (typeof given === 'string' || given instanceof Uint8Array ? given : undefined),
};

/** Any bytes, in hexadecimal, with or without blanks between them; or as they are. */
export const binary: Kind<Uint8Array> = {
  name: 'bytes in hexadecimal such as 01 83 FF',
  read(given) {
    if (given instanceof Uint8Array) return given;
    if (typeof given !== 'string' || !/^([0-9a-fA-F]{2} *)+$/.test(given)) return undefined;
    return Uint8Array.from(given.match(/[^ ]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16));
  },
};

/** True or false. */
export const truth: Kind<boolean> = {
  name: 'true or false',
  read: (given) => (given === true || given === 'true' ? true : given === false || given === 'false' ? false : undefined),
};

/** A value of a kind, or null, which is `none` as text. */
export function orNone<T>(kind: Kind<T>): Kind<T | null> {
  return { name: `${kind.name}, or none`, read: (given) => (given === null || given === 'none' ? null : kind.read(given)) };
}

/** One of the given texts or numbers. */
export function oneOf<const T extends string | number>(...choices: readonly T[]): Kind<T> {
  return { name: choices.join(' or '), read: (given) => choices.find((choice) => String(choice) === asText(given)) };
}

/** This number of bytes, written as hexadecimal digits. */
export function bytes(count: number): Kind<Uint8Array> {
  const form = new RegExp(`^[0-9a-fA-F]{${2 * count}}$`);
  return {
    name: `${2 * count} hexadecimal digits`,
    read(given) {
      if (typeof given !== 'string' || !form.test(given)) return undefined;
      return Uint8Array.from({ length: count }, (_, i) => Number.parseInt(given.slice(2 * i, 2 * i + 2), 16));
    },
  };
}

/** A date, with or without a time, as seconds since 2000-01-01, where the calendar begins. */
export const date: Kind<number> = {
  name: 'a date from 2000 to 2099 such as 2026-07-01T12:00:00',
  read(given) {
    const parts = /^(20\d\d)-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?$/.exec(asText(given));
    if (parts === null) return undefined;
    const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
    const wanted = { year, month, day, hour, minute, second };
    const seconds = calendarToSeconds(wanted);
    const meant = secondsToCalendar(seconds);
    return Object.entries(wanted).every(([part, value]) => meant[part as keyof typeof wanted] === value) ? seconds : undefined;
  },
};

/** Returns the converted value. Throws a SetupError that names `place` if the value is not of this kind. */
export function valueOf<T>(kind: Kind<T>, given: unknown, place: string): T {
  const value = kind.read(given);
  if (value === undefined) throw new SetupError(`${place}: ${shown(given)} is not ${kind.name}`);
  return value;
}

/** Returns a value as JSON; what JSON cannot express, such as a bigint or an object that contains itself, is converted by `String`. */
function shown(given: unknown): string {
  if (given instanceof Uint8Array) return `this value of ${given.length} bytes`;
  try {
    return JSON.stringify(given) ?? 'nothing';
  } catch {
    return String(given);
  }
}

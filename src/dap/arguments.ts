/** The arguments of requests. Clients are not our programs, and may leave out required arguments. */
import type { BreakpointWish } from '../debug/breakpoints.js';
import { Refusal } from './refusal.js';

/** The arguments of one request, by name. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Returns a required text. Throws a Refusal if there is none. */
export function textOf(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new Refusal(`${name} must be a string`);
  return value;
}

/** Returns a list, which is empty if it is missing. Throws a Refusal if it is something else. */
export function listOf(args: Arguments, name: string): readonly unknown[] {
  const value = args[name] ?? [];
  if (!Array.isArray(value)) throw new Refusal(`${name} must be a list`);
  return value;
}

/** A value's contents as arguments; none if it is not an object. */
export const argumentsIn = (value: unknown): Arguments => (typeof value === 'object' && value !== null ? (value as Arguments) : {});

/** Returns the breakpoint that is asked for. In the protocol, an empty text is the same as none. Throws a Refusal if it is not valid. */
export function wishOf(given: unknown): BreakpointWish {
  const args = argumentsIn(given);
  const { line } = args;
  if (typeof line !== 'number' || !Number.isInteger(line)) throw new Refusal('line must be a whole number');
  const text = (name: string): string | undefined => (args[name] == null || args[name] === '' ? undefined : textOf(args, name));
  return { line, condition: text('condition'), hitCondition: text('hitCondition'), logMessage: text('logMessage') };
}

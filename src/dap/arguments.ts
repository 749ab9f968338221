/** What a request has been given: clients are programs of others, and may leave out what they must give. */
import type { BreakpointWish } from '../debug/breakpoints.js';
import { Refusal } from './refusal.js';

/** Those of one request, by their names. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A text that must be there. Throws a Refusal. */
export function textOf(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new Refusal(`${name} must be a string`);
  return value;
}

/** A list; empty if it is not there. Throws a Refusal. */
export function listOf(args: Arguments, name: string): readonly unknown[] {
  const value = args[name] ?? [];
  if (!Array.isArray(value)) throw new Refusal(`${name} must be a list`);
  return value;
}

/** What is in there, as arguments of their own; none if it is nothing of the kind. */
export const argumentsIn = (value: unknown): Arguments => (typeof value === 'object' && value !== null ? (value as Arguments) : {});

/** A breakpoint that is asked for. By the protocol an empty text is as good as none. Throws a Refusal. */
export function wishOf(given: unknown): BreakpointWish {
  const args = argumentsIn(given);
  const { line } = args;
  if (typeof line !== 'number' || !Number.isInteger(line)) throw new Refusal('line must be a whole number');
  const text = (name: string): string | undefined => (args[name] == null || args[name] === '' ? undefined : textOf(args, name));
  return { line, condition: text('condition'), hitCondition: text('hitCondition'), logMessage: text('logMessage') };
}

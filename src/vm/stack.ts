/** Pushes and leaves activations, within the limits on their depth. */
import { raise } from '../objects/exception.js';
import type { Table } from '../objects/table.js';
import type { Frame } from './frame.js';
import { current, position, stackRoom } from './thread.js';

/**
 * Returns the table in which names outside functions are bound now (`mp_locals_get`): that of the innermost module, class body or exec that
 * runs, even if functions have been called since. Raises RuntimeError if no Python code runs.
 */
export function currentLocals(): Table {
  const names = current.namespaces.at(-1)?.locals ?? position.frame?.locals ?? position.frame?.linked.globals;
  if (names === undefined) throw raise.RuntimeError('no Python code is running');
  return names;
}

/** Makes the RuntimeError for a stack that is used up. */
export function recursionError(): object {
  return raise.RuntimeError('maximum recursion depth exceeded');
}

/** Puts a frame, or a chain of frames given by its top, on top of `below`. If the stack is used up, raises RuntimeError and pushes none. */
export function push(below: Frame | null, top: Frame): void {
  let bottom = top;
  enter(bottom);
  while (bottom.back !== null) {
    const next = bottom.back;
    try {
      enter(next);
    } catch (x) {
      abandon(top, next);
      throw x;
    }
    bottom = next;
  }
  bottom.back = below;
}

/** Undoes a chain that does not fit: leaves the frames already entered, from `top` to just before `end`, and finishes all its generators. */
function abandon(top: Frame, end: Frame): void {
  for (let frame = top; frame !== end; frame = frame.back as Frame) leave(frame);
  for (let frame: Frame | null = top; frame !== null; frame = frame.back) if (frame.generator !== null) frame.generator.state = 'finished';
}

/** Whether the stack has room for an activation. */
export function hasRoom(frame: Frame): boolean {
  return stackRoom.left >= frame.linked.stackBytes;
}

function enter(frame: Frame): void {
  const bytes = frame.linked.stackBytes;
  if (!hasRoom(frame)) {
    if (frame.generator !== null) frame.generator.state = 'finished';
    throw recursionError();
  }
  stackRoom.left -= bytes;
  frame.stackBytes = bytes;
  if (frame.locals !== null) current.namespaces.push(frame);
}

/** Called when the activation of a frame has ended, or its generator is suspended. */
export function leave(frame: Frame): void {
  stackRoom.left += frame.stackBytes;
  if (frame.locals !== null) current.namespaces.pop();
}

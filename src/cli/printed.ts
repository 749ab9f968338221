/** Output of commands that do not show a board's output. */
import { Output } from '../hosts/node/output.js';
import { Status } from './fail.js';

/** Prints a text; resolves when all of it has been taken. */
export async function printed(text: string): Promise<void> {
  const output = new Output(1, false);
  output.add(Buffer.from(text));
  await output.drained();
}

/** Prints a text that is all that a command has to say; returns the exit status. */
export async function show(text: string): Promise<number> {
  await printed(text);
  return Status.ok;
}

/** What a command prints that runs no board for its user to see. */
import { Output } from '../hosts/node/output.js';

/** Comes back when all of it has been taken. */
export async function printed(text: string): Promise<void> {
  const output = new Output(1, false);
  output.add(Buffer.from(text));
  await output.drained();
}

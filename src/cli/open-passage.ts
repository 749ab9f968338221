/** `--forward` and `--relay`: opens the passage between a run's board and real programs. */
import { Passage, type Relay } from '../hosts/node/passage.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { Failure, portFailure, Status, say } from './fail.js';
import type { PassageWish } from './passage-arguments.js';

/** Opens the passage and says where its ports are. `tell` shows a message while the board runs. Throws a Failure if it cannot be opened. */
export function openPassage(system: PyboardSystem, { forwards, relays }: PassageWish, tell: (text: string) => void): Passage {
  const failed = new Set<Relay>();
  const passage = new Passage(system, {
    waits: ({ boardPort }) => tell(`a connection to port ${boardPort} of the board waits until the board listens there`),
    unreached: (relay, code) => {
      // A program may try again and again.
      if (!failed.has(relay)) tell(`--relay ${relay.name}:${relay.port}: ${relay.to.host}:${relay.to.port} cannot be reached: ${code}`);
      failed.add(relay);
    },
  });
  for (const relay of relays) {
    try {
      passage.relay(relay);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new Failure(`--relay ${relay.name}:${relay.port}: ${error.message}`, Status.usage);
    }
  }
  for (const forward of forwards) {
    const { port, boardPort } = forward;
    try {
      say(`vpyb: 127.0.0.1:${passage.forward(forward)} leads to port ${boardPort} of the board\n`);
    } catch (error) {
      throw portFailure('--forward', port, error, (other) => `${other}:${boardPort}`);
    }
  }
  return passage;
}

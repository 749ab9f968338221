/** Reads the values of `--forward` and `--relay`. */
import { BOARDS, type BoardName } from '../board/boards.js';
import { hasRadio } from '../board/radios.js';
import type { Forward, Relay } from '../hosts/node/passage.js';
import type { CommandLine } from './command-line.js';
import { MOST_PORT } from './numbers.js';
import { UsageError } from './usage-error.js';

/** How real programs and the board reach each other. */
export interface PassageWish {
  readonly forwards: readonly Forward[];
  readonly relays: readonly Relay[];
}

/** Returns the passage that a command line asks for; null if it asks for none. */
export function passageWish(line: CommandLine): PassageWish | null {
  const forwards = line.all('forward').map(forwardOf);
  const relays = line.all('relay').map(relayOf);
  return forwards.length + relays.length === 0 ? null : { forwards, relays };
}

/** Throws a UsageError if the board has no radio. */
export function refuseWithoutRadio({ forwards }: PassageWish, board: BoardName): void {
  if (hasRadio(BOARDS[board])) return;
  const option = forwards.length > 0 ? '--forward' : '--relay';
  throw new UsageError(`${option} needs a board with a radio, and ${board} has none: add --board pybd-sf6`);
}

/** Reads `8080:80` and `80`. */
function forwardOf(text: string): Forward {
  const [, first, second = first] = /^(\d+)(?::(\d+))?$/.exec(text) ?? [];
  const [port, boardPort] = [Number(first), Number(second)];
  if (!(port <= MOST_PORT) || !isPort(boardPort))
    throw new UsageError(`--forward '${text}': write PORT:BOARDPORT, such as 8080:80, or one number for both; 0:80 takes any free port`);
  return { port, boardPort };
}

const HOST = String.raw`(\[[^\]]+\]|[^:=\s[\]]+)`;
const FORM = new RegExp(`^${HOST}:(\\d+)(?:=${HOST}:(\\d+))?$`);

/** Reads `api.local:80=127.0.0.1:8000` and `broker.example.com:1883`. */
function relayOf(text: string): Relay {
  const [, name = '', port, host = name, hostPort = port] = FORM.exec(text) ?? [];
  const to = { host: host.replace(/^\[|\]$/g, ''), port: Number(hostPort) };
  if (name === '' || name.startsWith('[') || !isPort(Number(port)) || !isPort(to.port))
    throw new UsageError(
      `--relay '${text}': write NAME:PORT=HOST:PORT, such as api.local:80=127.0.0.1:8000, or NAME:PORT if the service has that name`,
    );
  return { name, port: Number(port), to };
}

const isPort = (port: number): boolean => port >= 1 && port <= MOST_PORT;

/**
 * A passage between a board's simulated network and real programs: they connect to ports of this computer and reach the board (forwards), and
 * what the board connects to is a real service (relays). When bytes come is input of the run, like typing.
 */
import type { Pyboard } from '../../board/pyboard.js';
import { text, whole } from '../../checks.js';
import { addressOf, isLoopback } from '../../net/address.js';
import type { ConnectRequest, Host } from '../../net/host.js';
import { addressedOf, type Network } from '../../net/network.js';
import type { PyboardSystem } from '../../system/pyboard-system.js';
import { join } from './join.js';
import { type RealSocket, RealSockets } from './real-sockets.js';
import { wallMs } from './wall-clock.js';

/** A port of this computer that leads to a port of the board. */
export interface Forward {
  /** 0: any free port. */
  readonly port: number;
  readonly boardPort: number;
}

/** A port of a simulated host that leads to a real service. */
export interface Relay {
  /** The host's name, or its address. */
  readonly name: string;
  readonly port: number;
  /** The real service. */
  readonly to: { readonly host: string; readonly port: number };
}

/** What the passage tells its user. */
export interface PassageListener {
  /** A connection to a port waits because the board does not listen yet, or has no address; only the first since the board has started. */
  waits?(forward: Forward): void;
  /** A service could not be reached; `code` is Node's. */
  unreached?(relay: Relay, code: string): void;
}

const isPort = whole(1, 0xffff);
const isPortOrAny = whole(0, 0xffff);

/** Hosts of relays get addresses reserved for examples (RFC 5737), after that of the host that connects to boards. */
const FIRST_ADDRESS = 2;
const LAST_ADDRESS = 254;
const addressNumber = (number: number): string => `198.51.100.${number}`;

/** The passage has had something to do less than this long ago, ms. */
const RECENT_MS = 100;

/** Before a board runs on, and while its host waits, `attend` is to be called, and the event loop has to turn; else nothing comes through. */
export class Passage {
  /** Called when something has come while the event loop turned. */
  onNews: () => void = () => {};
  readonly #sockets = new RealSockets();
  readonly #entrances: Entrance[] = [];
  #usedAt = Number.NEGATIVE_INFINITY;
  readonly #board: Pyboard;

  /** `system` is a board with a radio. */
  constructor(
    private readonly system: PyboardSystem,
    private readonly listener: PassageListener = {},
  ) {
    this.#board = system.board;
    this.#sockets.hear(() => {
      this.#usedAt = wallMs();
      this.onNews();
    });
  }

  /** Opens a port of this computer. Returns its number. Throws an Error if that is impossible, with Node's `code`. */
  forward(forward: Forward): number {
    isPortOrAny('port', forward.port);
    isPort('boardPort', forward.boardPort);
    const entrance = new Entrance(this.system, forward, () => this.listener.waits?.(forward));
    const port = this.#sockets.listen(forward.port, (socket) => entrance.take(socket));
    this.#entrances.push(entrance);
    return port;
  }

  /** Opens a port of a simulated host, which is made if there is none of that name. Throws a RangeError if the port has a server. */
  relay(relay: Relay): void {
    const { name, to } = relay;
    text('name', name);
    text('host', to.host);
    isPort('port', to.port);
    hostOf(this.#board.network, name).admit(relay.port, (request) => {
      this.#usedAt = wallMs();
      const socket = this.#sockets.connect(to.host, to.port);
      socket.onOpen = () => accept(request, socket);
      socket.onFail = (code) => {
        this.listener.unreached?.(relay, code);
        if (code === 'ECONNREFUSED') request.refuse();
        else request.ignore();
      };
    });
  }

  /** Whether bytes have gone through a moment ago, so that others may soon follow. */
  get isBusy(): boolean {
    return wallMs() - this.#usedAt < RECENT_MS;
  }

  /** How much of what has left the board has not left for real programs yet: a number of bytes. */
  get undelivered(): number {
    return this.#board.network.hosts.reduce((sum, { stack }) => sum + stack.untaken, this.#sockets.unsent);
  }

  /** Lets waiting connections in if the board listens. */
  attend(): void {
    for (const entrance of this.#entrances) entrance.attend();
  }

  /** Takes what has come, without the event loop. Returns whether something has. */
  poll(): boolean {
    return this.#sockets.poll();
  }

  /** Closes everything once the real programs have what was sent to them. */
  close(): void {
    this.#sockets.close();
  }
}

/** Where a forward leads into the simulated network. */
class Entrance {
  /** Clients that wait for the board, with what they have sent. */
  readonly #early = new Map<RealSocket, Uint8Array[]>();
  /** Whether the board has listened since it last started. */
  #hasListened = false;
  #hasTold = false;
  #resets = 0;

  constructor(
    private readonly system: PyboardSystem,
    private readonly forward: Forward,
    private readonly waits: () => void,
  ) {}

  /** Takes a client. While the board has no address, or has not listened since its start, the client waits for that. */
  take(socket: RealSocket): void {
    if (this.#mayEnter()) this.#admit(socket);
    else this.#hold(socket);
  }

  /** Lets the clients in that wait, if they may. */
  attend(): void {
    if (!this.#mayEnter()) return;
    for (const [socket, pieces] of this.#early) {
      this.#admit(socket);
      for (const bytes of pieces) socket.onData(bytes);
    }
    this.#early.clear();
  }

  #mayEnter(): boolean {
    const { forward, system } = this;
    const { board, resets } = system;
    if (resets !== this.#resets) this.#hasListened = this.#hasTold = false;
    this.#resets = resets;
    if (addressedOf(board) === null) return false;
    this.#hasListened ||= board.wlan.stack.listensOn(forward.boardPort);
    return this.#hasListened;
  }

  #hold(socket: RealSocket): void {
    const pieces: Uint8Array[] = [];
    this.#early.set(socket, pieces);
    socket.onData = (bytes) => pieces.push(bytes);
    // Browsers and the like go in this way; nobody is there any more.
    socket.onEnd = () => {
      this.#early.delete(socket);
      socket.finish();
    };
    socket.onFail = () => this.#early.delete(socket);
    if (!this.#hasTold) this.waits();
    this.#hasTold = true;
  }

  #admit(socket: RealSocket): void {
    const { forward, system } = this;
    const { board } = system;
    join(board.network.connect(board, forward.boardPort), socket);
  }
}

/** Returns the host of a name or at an address, which is made if there is none. */
function hostOf(network: Network, name: string): Host {
  const address = addressOf(name);
  if (address !== null && isLoopback(address))
    throw new RangeError(`${name} means the board itself; give the service a name, such as api.local`);
  if (address !== null) return network.hostAt(address) ?? network.host(name, name);
  const known = network.hosts.find((host) => host.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  for (let number = FIRST_ADDRESS; number <= LAST_ADDRESS; number++) {
    const free = addressNumber(number);
    if (network.hostAt(addressOf(free) as number) === null) return network.host(name, free);
  }
  throw new RangeError('too many hosts');
}

function accept(request: ConnectRequest, socket: RealSocket): void {
  const connection = request.accept();
  if (connection === null) socket.reset();
  else join(connection, socket);
}

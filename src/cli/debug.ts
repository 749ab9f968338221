/** `--debug`: a client on this computer debugs the program. Nothing runs until the client has set its breakpoints. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Adapter } from '../dap/adapter.js';
import { framed, MessageReader, NotTheProtocol } from '../dap/framing.js';
import { type HostFiles, PathMap } from '../dap/path-map.js';
import { Refusal } from '../dap/refusal.js';
import type { Debugger } from '../debug/debugger.js';
import { KeptTree } from '../hosts/memory/kept-tree.js';
import { ClientLine, type LineListener } from '../hosts/node/client-line.js';
import { Journal } from '../system/journal.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { Failure, portFailure } from './fail.js';
import type { LoadedProgram } from './program.js';
import type { Program } from './run-arguments.js';

/** What a debugged run does for its client. */
interface DebuggedRun {
  standStill<T>(wait: () => T): T;
  /** Ends the run. */
  leave(): void;
  /** Milliseconds of real time that the run may still take. */
  readonly wallLeft: number;
  /** Called when that time is over. */
  giveUp(): void;
}

/** The client's end of a run. */
export interface DebugServer {
  /** The port that the server listens on. */
  readonly port: number;
  /** Waits for a client that has set its breakpoints. Returns false if the client wants the run to end before it begins. */
  begin(run: DebuggedRun): boolean;
  /** Handles the client's messages in code that blocks the event loop. */
  hear(): void;
  /** Called when the run is over, with its exit status. */
  end(status: number): void;
}

/** What is debugged. */
interface Debuggee {
  readonly system: PyboardSystem;
  readonly program: Program;
  /** Makes another board of the same kind that has not run. */
  again(): PyboardSystem;
}

/** Listens for clients. Throws a Failure if the port is not available, or if the thread that listens does not start. */
export function debugServer(port: number, debuggee: Debuggee): DebugServer {
  return new Server(port, debuggee);
}

/** Returns the program with files that stay as they are, because they may be edited while the program is debugged. */
export function withKeptFiles(loaded: LoadedProgram): LoadedProgram {
  return { ...loaded, flash: new KeptTree(loaded.flash), shared: loaded.shared && new KeptTree(loaded.shared) };
}

class Server implements DebugServer, LineListener {
  readonly port: number;
  readonly #line: ClientLine;
  readonly #adapter: Adapter;
  #reader: MessageReader | null = null;
  /** Messages are being taken one by one elsewhere. */
  #isTaken = false;
  #run: DebuggedRun | null = null;
  #journal: Journal | null = null;
  #isOver = false;

  constructor(
    port: number,
    private readonly debuggee: Debuggee,
  ) {
    const { system, program } = debuggee;
    this.#line = new ClientLine(port, this);
    try {
      this.port = this.#line.listens();
    } catch (error) {
      throw portFailure('--debug', port, error);
    }
    this.#adapter = new Adapter({
      debugger: system.debugger as Debugger,
      paths: new PathMap(filesOf(program)),
      send: (message) => this.#line.send(framed(message)),
      receive: () => this.#receive(),
      standStill: (wait) => this.#standStill(wait),
      pause: () => system.pause(),
      terminate: () => {
        this.#isOver = true;
        this.#run?.leave();
      },
      hangUp: () => this.#hangUp(),
      board: () => boardState(system),
      again: () => this.#copy(),
    });
  }

  #copy() {
    const system = this.#again();
    system.poll = () => {
      this.hear();
      if (this.#isLate()) this.#adapter.gone();
    };
    return {
      debugger: system.debugger as Debugger,
      board: () => boardState(system),
      run: () => this.#journal?.replay(system),
      end: () => system.abort(),
    };
  }

  /** Makes another board. What the set-up names, such as the folder of a card, may be gone by now. */
  #again(): PyboardSystem {
    try {
      return this.debuggee.again();
    } catch (error) {
      throw error instanceof Failure ? new Refusal(error.message) : error;
    }
  }

  begin(run: DebuggedRun): boolean {
    while (!this.#adapter.isConfigured && !this.#isOver) {
      const message = this.#receive();
      if (message === null) this.#line.wait(Number.POSITIVE_INFINITY);
      else this.#adapter.handle(message);
    }
    this.#run = run;
    this.#journal = new Journal(this.debuggee.system);
    this.#line.listen();
    this.#handleSoon();
    return !this.#isOver;
  }

  hear(): void {
    this.#line.poll();
    this.#handleAll();
  }

  #standStill<T>(wait: () => T): T {
    try {
      return this.#run === null ? wait() : this.#run.standStill(wait);
    } finally {
      this.#handleSoon();
    }
  }

  /** Handles messages that came together with the request that let the program run. */
  #handleSoon(): void {
    setImmediate(() => this.#handleAll());
  }

  end(status: number): void {
    if (this.#reader !== null) this.#adapter.ended(status);
    this.#line.close();
  }

  opened(): void {
    this.#reader = new MessageReader();
  }

  bytes(bytes: Uint8Array): void {
    this.#reader?.add(bytes);
    this.#handleAll();
  }

  #handleAll(): void {
    if (this.#isTaken) return;
    for (let message = this.#next(); message !== null; message = this.#next()) this.#adapter.handle(message);
  }

  closed(): void {
    this.#reader = null;
    this.#adapter.gone();
  }

  #receive(): object | null {
    const wasTaken = this.#isTaken;
    this.#isTaken = true;
    try {
      for (;;) {
        const message = this.#next();
        if (message !== null || this.#reader === null || this.#isLate()) return message;
        this.#line.wait(this.#run?.wallLeft ?? Number.POSITIVE_INFINITY);
      }
    } finally {
      this.#isTaken = wasTaken;
    }
  }

  /** Returns true if the run's time is over; then the run is given up, and its client is not waited for any more. */
  #isLate(): boolean {
    if (this.#run === null || this.#run.wallLeft > 0) return false;
    this.#run.giveUp();
    return true;
  }

  #next(): object | null {
    try {
      return this.#reader?.next() ?? null;
    } catch (error) {
      if (!(error instanceof NotTheProtocol)) throw error;
      this.#hangUp();
      return null;
    }
  }

  #hangUp(): void {
    this.#line.drop();
    this.closed();
  }
}

/** Returns where the board's files are on this computer. */
function filesOf(program: Program): HostFiles {
  switch (program.kind) {
    case 'path': {
      const path = resolve(program.path);
      const isFile = path.endsWith('.py');
      return { folder: isFile ? dirname(path) : path, main: isFile ? path : null, exists: existsSync };
    }
    case 'code':
    case 'module':
      return { folder: resolve('.'), main: null, exists: existsSync };
    default:
      return { folder: null, main: null, exists: existsSync };
  }
}

/** Returns what the trace records: LEDs, the switch, pins in use. */
function boardState({ trace }: PyboardSystem): Record<string, string> {
  return Object.fromEntries(trace.state().map(({ signal, value }) => [signal, `${value}`]));
}

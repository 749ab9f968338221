/**
 * A debugger (`debug/debugger.ts`) for clients that speak the Debug Adapter Protocol. It handles requests and answers; `framing.ts` and the host
 * handle the bytes. While the program runs, the host passes on requests from time to time; while it stands still, the adapter waits for them.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type Breakpoint, NOT_SEEN } from '../debug/breakpoints.js';
import type { Debugger } from '../debug/debugger.js';
import type { DebugHost, Resumption, Stop } from '../debug/host.js';
import type { Thread } from '../vm/thread.js';
import { type Arguments, argumentsIn, listOf, textOf, wishOf } from './arguments.js';
import { CAPABILITIES, FILTERS } from './capabilities.js';
import { Changes } from './changes.js';
import { type Back, CONTINUE, isMovement, type Movement, movementOf } from './movement.js';
import { Past, type Replica } from './past.js';
import { isMapping, type PathMap } from './path-map.js';
import { Refusal } from './refusal.js';
import { type BoardState, Stopped } from './stopped.js';
import { ThreadNumbers } from './thread-numbers.js';

/** A board with a debugger. */
interface DebuggedBoard {
  readonly debugger: Debugger;
  /** What the board shows besides variables. */
  board(): BoardState;
}

/** A board that repeats what the debugged one has done. */
type Copy = DebuggedBoard & Replica;

/** What an adapter needs from its host. */
interface AdapterPort extends DebuggedBoard {
  readonly paths: PathMap;
  /** Makes another board, which will repeat what this one has done. Throws a Refusal if that is not possible. */
  again(): Copy;
  send(message: DebugProtocol.ProtocolMessage): void;
  /** Waits for the next message; null if the client has gone. */
  receive(): object | null;
  /** Runs `wait`. The program stands still meanwhile. */
  standStill<T>(wait: () => T): T;
  /** Stops the program as soon as possible. */
  pause(): void;
  /** Ends the run. */
  terminate(): void;
  /** Closes the connection to the client, which gets what has been sent. */
  hangUp(): void;
}

export class Adapter implements DebugHost {
  #seq = 0;
  /** Whether the client has said everything that must be known before the program runs. */
  isConfigured = false;
  /** Where the program stands still; null while it runs. */
  #stopped: Stopped | null = null;
  /** The board that is shown, the debugged one or its copy. */
  #shown: DebuggedBoard;
  #movement: Movement | null = null;
  /** Whether to stop at the first line that is the client's. */
  #stopsOnEntry = false;
  readonly #threads = new ThreadNumbers();
  readonly #past: Past<Copy>;
  readonly #changes = new Changes();
  /** The moment of the present, while the client is in the past. */
  #now: bigint | null = null;

  constructor(private readonly port: AdapterPort) {
    this.#shown = port;
    const changes = this.#changes;
    this.#past = new Past(port.debugger, {
      again: () => port.again(),
      show: (stop, copy) => this.#show(stop, copy),
      redo: (stop, copy) => this.#redo(stop, copy),
      get changes() {
        return changes.counts;
      },
      isOwn: (thread, program) => this.#isOwn(thread, program),
      tell: (text) => this.log(text),
    });
  }

  /** Handles a message that has arrived. */
  handle(message: object): void {
    const request = message as DebugProtocol.Request;
    if (request.type !== 'request') return;
    const args = argumentsIn(request.arguments);
    let body: object | undefined;
    try {
      body = this.#answer(textOf(argumentsIn(request), 'command'), args);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // A fault of ours is reported to the client as an error; it does not end the program.
      this.#refuse(request, error instanceof Refusal ? error.message : `internal error in vpyb: ${error.message}`);
      return;
    }
    this.#respond(request, body);
    this.#doAfterwards(request.command, args);
  }

  /** The body of the answer to a request. Throws a Refusal. */
  #answer(command: string, args: Arguments): object | undefined {
    switch (command) {
      case 'initialize':
        if (args.linesStartAt1 === false) throw new Refusal('line numbers must start at 1');
        return CAPABILITIES;
      case 'attach':
      case 'launch':
        this.port.paths.mappings = listOf(args, 'pathMappings').filter(isMapping);
        this.#stopsOnEntry = args.stopOnEntry === true;
        return undefined;
      case 'setBreakpoints':
        return this.#everywhere({ breakpoints: this.#setBreakpoints(args) });
      case 'setExceptionBreakpoints':
        return this.#everywhere(this.#setFilters(listOf(args, 'filters')));
      case 'threads':
        return { threads: this.#shown.debugger.threads.map((thread) => this.#threads.shown(thread)) };
      case 'configurationDone':
      case 'pause':
      case 'disconnect':
      case 'terminate':
        return undefined;
      default:
        return this.#answerStopped(command, args);
    }
  }

  /** What is done after the client has got its answer. */
  #doAfterwards(command: string, args: Arguments): void {
    switch (command) {
      case 'attach':
      case 'launch':
        // The client's paths are known: now it may set breakpoints.
        this.#event('initialized');
        return;
      case 'configurationDone':
        this.port.debugger.host = this;
        this.isConfigured = true;
        if (this.#stopsOnEntry) this.port.debugger.pause();
        return;
      case 'pause':
        if (this.#stopped !== null) return;
        if (this.#now === null) this.port.pause();
        else this.#past.cancel();
        return;
      case 'disconnect':
      case 'terminate':
        this.gone();
        if (command === 'terminate' || args.terminateDebuggee === true) this.port.terminate();
        // Another client may attach now, even if this one keeps its socket.
        else this.port.hangUp();
    }
  }

  /** The body of the answer to a request that needs a stopped program. Throws a Refusal. */
  #answerStopped(command: string, args: Arguments): object | undefined {
    if (!Stopped.answers(command) && !isMovement(command)) throw new Refusal(`vpyb does not support '${command}'`);
    const stopped = this.#stopped;
    if (stopped === null) throw new Refusal('the program is running: pause it first');
    if (!isMovement(command)) return stopped.answer(command, args);
    this.#movement = movementOf(command, this.#shown.debugger, () => this.#thread(args.threadId as number));
    return { allThreadsContinued: true };
  }

  #thread(number: number): Thread {
    const thread = this.#threads.of(number, this.#shown.debugger.threads);
    if (thread === null) throw new Refusal(`there is no thread ${number}`);
    return thread;
  }

  #setBreakpoints(args: Arguments): DebugProtocol.Breakpoint[] {
    const { paths } = this.port;
    const source = textOf(argumentsIn(args.source), 'path');
    // Old clients give only the lines.
    const wishes = args.breakpoints === undefined ? listOf(args, 'lines').map((line) => ({ line })) : listOf(args, 'breakpoints');
    const points = this.port.debugger.setBreakpoints(paths.toBoard(source), wishes.map(wishOf));
    const unmapped = paths.isForeign(source) ? UNMAPPED : '';
    return points.map((point) => shownBreakpoint(point, unmapped));
  }

  #setFilters(filters: readonly unknown[]): object {
    this.port.debugger.filter = filters.includes(FILTERS.raised) ? 'all' : filters.includes(FILTERS.uncaught) ? 'uncaught' : 'none';
    return { breakpoints: filters.map(() => ({ verified: true })) };
  }

  /** Applies to the copy that is shown what has been set for the program. */
  #everywhere<T>(body: T): T {
    if (this.#shown !== this.port) this.#shown.debugger.takeOver(this.port.debugger);
    return body;
  }

  /** Called when the client has gone. */
  gone(): void {
    this.port.debugger.detach();
    this.isConfigured = false;
    this.#movement = CONTINUE;
    this.#past.cancel();
  }

  paused(stop: Stop): Resumption {
    const { debugger: program } = this.port;
    const isEntry = this.#stopsOnEntry && stop.reason === 'pause';
    if (isEntry && !this.#isOwn(stop.thread, program)) {
      program.pause();
      return CONTINUE;
    }
    this.#stopsOnEntry = false;
    return this.port.standStill(() => {
      for (let shown = isEntry; ; shown = false) {
        const movement = this.#show(stop, this.port, shown);
        if (movement.kind !== 'back') return movement;
        this.#now = stop.moment;
        program.besides(() => this.#visit(movement, stop));
        this.#now = null;
        if (!this.isConfigured) return CONTINUE;
      }
    });
  }

  /** Goes back in time. If that is not possible, the client is told, and stays in the present. */
  #visit(movement: Back, stop: Stop): void {
    try {
      this.#past.visit(movement, stop);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.log(`the program cannot be shown as it was: ${error.message}`);
    }
  }

  /** Whether a thread is in the user's code. The factory's boot.py is not; code that is given on the command line is, but has no file. */
  #isOwn(thread: Thread, program: Debugger): boolean {
    const [top] = program.stackOf(thread);
    return top?.path != null && (!top.path.startsWith('/') || this.port.paths.toClient(top.path) !== null);
  }

  /** Shows a stop of the debugged board, or of its copy, until the client says how to continue. */
  #show(stop: Stop, board: DebuggedBoard, isEntry = false): Movement {
    const { port } = this;
    this.#movement = null;
    this.#shown = board;
    const stopped = this.#stoppedAt(stop, board);
    this.#stopped = stopped;
    this.#event('stopped', stopped.event(this.#threads.shown(stop.thread).id, isEntry, this.#now));
    try {
      return this.#wait();
    } finally {
      this.#stopped = null;
      this.#shown = port;
      if (board === port) this.#changes.note(port.debugger.count, stopped);
    }
  }

  #stoppedAt(stop: Stop, { debugger: program, board }: DebuggedBoard): Stopped {
    return new Stopped(stop, { debugger: program, board, paths: this.port.paths }, (number) => this.#thread(number));
  }

  /** Changes a copy as the program was changed. */
  #redo(stop: Stop, copy: Copy): void {
    this.#shown = copy;
    this.#changes.redo(copy.debugger.count, this.#stoppedAt(stop, copy));
    this.#shown = this.port;
  }

  #wait(): Movement {
    while (this.#movement === null) {
      const message = this.port.receive();
      if (message === null) this.gone();
      else this.handle(message);
    }
    return this.#movement;
  }

  bound(breakpoint: Breakpoint): void {
    this.#event('breakpoint', { reason: 'changed', breakpoint: shownBreakpoint(breakpoint) });
  }

  log(text: string): void {
    this.#event('output', { category: 'console', output: `${text}\n` });
  }

  /** Called when the run is over, with its exit status. */
  ended(status: number): void {
    this.#event('exited', { exitCode: status });
    this.#event('terminated');
  }

  #refuse({ seq, command }: DebugProtocol.Request, message: string): void {
    const body = { error: { id: 1, format: message, showUser: false } };
    this.#send({ type: 'response', request_seq: seq, command, success: false, message, body });
  }

  #event(event: string, body?: object): void {
    this.#send({ type: 'event', event, body });
  }

  #respond({ seq, command }: DebugProtocol.Request, body?: object): void {
    this.#send({ type: 'response', request_seq: seq, command, success: true, body });
  }

  #send(message: object): void {
    this.port.send({ seq: ++this.#seq, ...message } as DebugProtocol.ProtocolMessage);
  }
}

/** What a client is told, besides, of a breakpoint in a file that it alone knows. */
const UNMAPPED = ': it is neither beside the program nor below /flash; pathMappings tell where the board has it (docs/debugging.md)';

/** A breakpoint as clients see it. `ofUnseen`: what they are told, besides, while the board has not loaded its file. */
function shownBreakpoint({ id, line, boundLine, problem }: Breakpoint, ofUnseen = ''): DebugProtocol.Breakpoint {
  const message = problem === NOT_SEEN ? problem + ofUnseen : problem;
  return { id, verified: boundLine !== null, line: boundLine ?? line, ...(message === null ? {} : { message }) };
}

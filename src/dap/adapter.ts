/**
 * A debugger (`debug/debugger.ts`) for clients that speak the Debug Adapter Protocol. Requests and answers only: the bytes are `framing.ts`'s
 * and the host's. While the program runs requests are handled when the host comes by; while it stands still they are waited for.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Breakpoint } from '../debug/breakpoints.js';
import type { Debugger } from '../debug/debugger.js';
import type { DebugHost, Resumption, Stop } from '../debug/host.js';
import type { StepKind } from '../debug/step.js';
import { CAPABILITIES, FILTERS } from './capabilities.js';
import type { PathMap, PathMapping } from './path-map.js';
import { Refusal } from './refusal.js';
import { type BoardState, Stopped } from './stopped.js';
import { ThreadNumbers } from './thread-numbers.js';

/** What an adapter needs of its host. */
interface AdapterPort {
  readonly debugger: Debugger;
  readonly paths: PathMap;
  send(message: DebugProtocol.ProtocolMessage): void;
  /** Waits for the next message; null: the client has gone. */
  receive(): unknown;
  /** The program stands still as long as `wait` lasts. */
  standStill<T>(wait: () => T): T;
  /** Stops the program as soon as may be. */
  pause(): void;
  /** The run is over. */
  terminate(): void;
  /** What the board shows besides variables. */
  board(): BoardState;
}

type Arguments = Readonly<Record<string, unknown>>;

export class Adapter implements DebugHost {
  #seq = 0;
  /** The client has said all that is to be known before the program runs. */
  isConfigured = false;
  /** Where the program stands still; null while it runs. */
  #stopped: Stopped | null = null;
  #resumption: Resumption | null = null;
  /** Stops where the client's first line runs. */
  #stopsOnEntry = false;
  readonly #threads = new ThreadNumbers();

  constructor(private readonly port: AdapterPort) {}

  /** A message has come. */
  handle(message: unknown): void {
    const request = message as DebugProtocol.Request;
    if (request.type !== 'request') return;
    const args = (request.arguments ?? {}) as Arguments;
    let body: object | undefined;
    try {
      body = this.#answer(request.command, args);
    } catch (error) {
      // A request without what it must have is the client's fault; one of ours is told as well.
      if (!(error instanceof Error)) throw error;
      this.#refuse(request, error.message);
      return;
    }
    this.#respond(request, body);
    this.#doAfterwards(request.command, args);
  }

  /** The body of the answer to a request. Throws a Refusal. */
  #answer(command: string, args: Arguments): object | undefined {
    switch (command) {
      case 'initialize':
        if (args.linesStartAt1 === false) throw new Refusal('lines start at 1 here');
        return CAPABILITIES;
      case 'attach':
      case 'launch':
        this.port.paths.mappings = Array.isArray(args.pathMappings) ? args.pathMappings.filter(isMapping) : [];
        this.#stopsOnEntry = args.stopOnEntry === true;
        return undefined;
      case 'setBreakpoints':
        return { breakpoints: this.#setBreakpoints(args as unknown as DebugProtocol.SetBreakpointsArguments) };
      case 'setExceptionBreakpoints':
        return this.#setFilters(args.filters as readonly string[]);
      case 'threads':
        return { threads: this.port.debugger.threads.map((thread) => this.#threads.shown(thread)) };
      case 'configurationDone':
      case 'pause':
      case 'disconnect':
      case 'terminate':
        return undefined;
      default:
        return this.#answerStopped(command, args);
    }
  }

  /** What is done when the client has its answer. */
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
        if (this.#stopped === null) this.port.pause();
        return;
      case 'disconnect':
      case 'terminate':
        this.gone();
        if (command === 'terminate' || args.terminateDebuggee === true) this.port.terminate();
    }
  }

  /** What can be asked of a program that stands still. */
  #answerStopped(command: string, args: Arguments): object | undefined {
    const resumption = RESUMPTIONS[command];
    if (resumption === undefined && !Stopped.answers(command)) throw new Refusal(`vpyb has no ${command}`);
    const stopped = this.#stopped;
    if (stopped === null) throw new Refusal('the program runs: pause it first');
    if (resumption === undefined) return stopped.answer(command, args);
    this.#resumption =
      resumption === 'continue' ? { kind: resumption } : { kind: resumption, thread: this.#thread(args.threadId as number) };
    return { allThreadsContinued: true };
  }

  #thread(number: number): ReturnType<ThreadNumbers['of']> & object {
    const thread = this.#threads.of(number, this.port.debugger.threads);
    if (thread === null) throw new Refusal(`there is no thread ${number}`);
    return thread;
  }

  #setBreakpoints({ source, lines = [], breakpoints }: DebugProtocol.SetBreakpointsArguments): DebugProtocol.Breakpoint[] {
    if (source.path === undefined) throw new Refusal('breakpoints belong to files');
    // Clients of old give the lines alone.
    const wishes = breakpoints ?? lines.map((line) => ({ line }));
    const points = this.port.debugger.setBreakpoints(this.port.paths.toBoard(source.path), wishes);
    return points.map(shownBreakpoint);
  }

  #setFilters(filters: readonly string[]): object {
    this.port.debugger.filter = filters.includes(FILTERS.raised) ? 'all' : filters.includes(FILTERS.uncaught) ? 'uncaught' : 'none';
    return { breakpoints: filters.map(() => ({ verified: true })) };
  }

  /** The client has gone. */
  gone(): void {
    this.port.debugger.detach();
    this.isConfigured = false;
    this.#resumption = { kind: 'continue' };
  }

  paused(stop: Stop): Resumption {
    const { debugger: program, paths } = this.port;
    if (this.#stopsOnEntry && stop.reason === 'pause') {
      const [top] = program.stackOf(stop.thread);
      // The factory's boot.py is nobody's; code that is given on the command line has no file, but is the user's.
      if (top?.path == null || (top.path.startsWith('/') && paths.toClient(top.path) === null)) {
        program.pause();
        return { kind: 'continue' };
      }
    }
    const isEntry = this.#stopsOnEntry && stop.reason === 'pause';
    this.#stopsOnEntry = false;
    this.#resumption = null;
    this.#stopped = new Stopped(stop, this.port, (number) => this.#thread(number));
    this.#event('stopped', this.#stopped.event(this.#threads.shown(stop.thread).id, isEntry));
    try {
      return this.port.standStill(() => this.#wait());
    } finally {
      this.#stopped = null;
    }
  }

  #wait(): Resumption {
    while (this.#resumption === null) {
      const message = this.port.receive();
      if (message === null) this.gone();
      else this.handle(message);
    }
    return this.#resumption;
  }

  bound(breakpoint: Breakpoint): void {
    this.#event('breakpoint', { reason: 'changed', breakpoint: shownBreakpoint(breakpoint) });
  }

  log(text: string): void {
    this.#event('output', { category: 'console', output: `${text}\n` });
  }

  /** The run is over, with that status. */
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

const RESUMPTIONS: Readonly<Record<string, 'continue' | StepKind>> = { continue: 'continue', next: 'over', stepIn: 'in', stepOut: 'out' };

const isMapping = (value: unknown): value is PathMapping =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as PathMapping).localRoot === 'string' &&
  typeof (value as PathMapping).remoteRoot === 'string';

function shownBreakpoint({ id, line, boundLine, problem }: Breakpoint): DebugProtocol.Breakpoint {
  return { id, verified: boundLine !== null, line: boundLine ?? line, ...(problem === null ? {} : { message: problem }) };
}

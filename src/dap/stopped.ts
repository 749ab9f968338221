/** What can be asked of a stopped program: stacks, variables, values. All answers are valid until the program continues. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Debugger } from '../debug/debugger.js';
import type { StackLevel, Stop } from '../debug/host.js';
import { childrenOf, hasChildren, indexedCount, scopesOf, type Variable } from '../debug/variables.js';
import { None } from '../objects/none.js';
import { str } from '../objects/protocol/show.js';
import { typeName } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { Thread } from '../vm/thread.js';
import { type Arguments, textOf } from './arguments.js';
import { completions } from './completions.js';
import { Handles } from './handles.js';
import type { PathMap } from './path-map.js';
import { Refusal } from './refusal.js';

/** What a board shows besides the variables of its program and the clock: texts by name. */
export type BoardState = Readonly<Record<string, string>>;

/** What the answers come from. */
interface StoppedPort {
  readonly debugger: Debugger;
  readonly paths: PathMap;
  board(): BoardState;
}

/** A request that has been answered. */
export interface Request {
  readonly command: string;
  readonly args: Arguments;
}

/** The contexts in which clients evaluate something of their own accord, or only to show it: this changes nothing. */
const LOOKS: readonly unknown[] = ['watch', 'hover', 'variables', 'clipboard'];

/** Something that contains variables. */
type Container = Variables | { readonly texts: () => BoardState };
interface Variables {
  readonly variables: () => readonly Variable[];
  /** The frame in whose names new values for them are evaluated. */
  readonly frame: StackLevel['frame'];
}

/** A text of more characters is cut, unless the client asks for just this text. */
const LONGEST_TEXT = 1000;

export class Stopped {
  readonly #frames = new Handles<StackLevel>();
  readonly #containers = new Handles<Container>();
  readonly #sources = new Handles<string>();
  readonly #asked: Request[] = [];
  #isChanged = false;

  constructor(
    private readonly stop: Stop,
    private readonly port: StoppedPort,
    private readonly thread: (number: number) => Thread,
  ) {}

  /** Whether a request is answered here. */
  static answers(command: string): boolean {
    return Object.hasOwn(ANSWERS, command);
  }

  /** The body of the answer to a request. Throws a Refusal. */
  answer(command: string, args: Arguments): object {
    for (const name of TEXTS.get(command) ?? []) textOf(args, name);
    this.#asked.push({ command, args });
    if (command === 'setVariable' || (command === 'evaluate' && !LOOKS.includes(args.context))) this.#isChanged = true;
    return (ANSWERS[command] as (stopped: Stopped, args: never) => object)(this, args as never);
  }

  /** All requests in their order, if one of them may have changed something: repeating them repeats the change. Otherwise none. */
  get changes(): readonly Request[] {
    return this.#isChanged ? this.#asked : [];
  }

  /** The body of the event that reports the stop. `now`: the present, if the stop is in the past. */
  event(threadId: number, isEntry: boolean, now: bigint | null): DebugProtocol.StoppedEvent['body'] {
    const { reason, breakpoints, exception, moment } = this.stop;
    const when = `at ${secondsText(moment)}${now === null ? '' : `, in the past: it is ${secondsText(now)}`}`;
    return {
      reason: isEntry ? 'entry' : reason,
      threadId,
      allThreadsStopped: true,
      description: `${REASONS[reason]} ${when}`,
      text: exception === null ? when : `${this.#exceptionText(exception.value)} ${when}`,
      hitBreakpointIds: breakpoints.map(({ id }) => id),
    };
  }

  #exceptionText(value: Value): string {
    const outcome = this.port.debugger.ask(() => str(value));
    const text = 'error' in outcome ? '' : outcome.value;
    return text === '' ? typeName(value) : `${typeName(value)}: ${text}`;
  }

  exceptionInfo(): DebugProtocol.ExceptionInfoResponse['body'] {
    const { exception } = this.stop;
    if (exception === null) throw new Refusal('no exception has stopped the program');
    return {
      exceptionId: typeName(exception.value),
      description: this.#exceptionText(exception.value),
      breakMode: exception.isUncaught ? 'unhandled' : 'always',
    };
  }

  stackTrace({ threadId, startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments): DebugProtocol.StackTraceResponse['body'] {
    const stack = this.port.debugger.stackOf(this.thread(threadId));
    const end = levels === 0 ? stack.length : startFrame + levels;
    return { stackFrames: stack.slice(startFrame, end).map((level) => this.#frame(level)), totalFrames: stack.length };
  }

  #frame(level: StackLevel): DebugProtocol.StackFrame {
    const id = this.#frames.of(level);
    const { name, frame, path, line } = level;
    if (frame === null) return { id, name: `[${name}]`, line: 0, column: 0, presentationHint: 'label' };
    const source = path === null ? null : this.#source(path, frame.linked.code.text);
    if (source === null) {
      // Otherwise an editor tries to open a file that it cannot have, instead of showing the caller.
      const unknown: DebugProtocol.Source = { name: frame.linked.code.filename, presentationHint: 'deemphasize' };
      return { id, name, line, column: 1, presentationHint: 'subtle', source: unknown };
    }
    return { id, name, line, column: 1, source };
  }

  /** The client gets the text of a file that it does not have. */
  #source(path: string, text: string): DebugProtocol.Source | null {
    const name = path.replace(/^.*\//, '');
    const file = this.port.paths.toClient(path);
    if (file !== null) return { name, path: file };
    return text === '' ? null : { name, path, sourceReference: this.#sources.of(text) };
  }

  source({ source, sourceReference }: DebugProtocol.SourceArguments): DebugProtocol.SourceResponse['body'] {
    const content = this.#sources.get(source?.sourceReference ?? sourceReference);
    if (content === undefined) throw new Refusal('this source is outdated: the program has gone on');
    return { content, mimeType: 'text/x-python' };
  }

  scopes({ frameId }: DebugProtocol.ScopesArguments): DebugProtocol.ScopesResponse['body'] {
    const { frame } = this.#level(frameId);
    const scopes: DebugProtocol.Scope[] = (frame === null ? [] : scopesOf(frame)).map((scope) => ({
      name: scope.name,
      variablesReference: this.#containers.of({ variables: () => scope.variables(), frame }),
      expensive: false,
      ...(scope.name === 'Locals' ? { presentationHint: 'locals' } : {}),
    }));
    // Not the board's clock: what has been executed before the stop may still have to be charged.
    const texts = () => ({ clock: `${this.stop.moment} ns`, ...this.port.board() });
    const board = { name: 'Board', variablesReference: this.#containers.of({ texts }), expensive: true };
    return { scopes: [...scopes, board] };
  }

  #level(frameId: number): StackLevel {
    const level = this.#frames.get(frameId);
    if (level === undefined) throw new Refusal('this frame is outdated: the program has gone on');
    return level;
  }

  variables({
    variablesReference,
    filter,
    start = 0,
    count = 0,
  }: DebugProtocol.VariablesArguments): DebugProtocol.VariablesResponse['body'] {
    const container = this.#container(variablesReference);
    if ('texts' in container)
      return { variables: Object.entries(container.texts()).map(([name, value]) => ({ name, value, variablesReference: 0 })) };
    const all = this.#variablesIn(container);
    const isIndexed = all.length > 0 && all.every(({ name }, i) => name === `${i}`);
    if (filter !== undefined && (filter === 'indexed') !== isIndexed) return { variables: [] };
    const wanted = count === 0 ? all.slice(start) : all.slice(start, start + count);
    return {
      variables: wanted.map(({ name, value }) => {
        const { result, ...rest } = this.#value(value, container.frame, LONGEST_TEXT);
        return { name, value: result, ...rest };
      }),
    };
  }

  #container(reference: number): Container {
    const container = this.#containers.get(reference);
    if (container === undefined) throw new Refusal('these variables are outdated: the program has gone on');
    return container;
  }

  /** Texts of keys may run code of the program. */
  #variablesIn(container: Variables): readonly Variable[] {
    const outcome = this.port.debugger.ask(container.variables);
    if ('error' in outcome) throw new Refusal(outcome.error);
    return outcome.value;
  }

  #value(value: Value, frame: StackLevel['frame'], longest = Number.POSITIVE_INFINITY) {
    const { text, type } = this.port.debugger.shown(value);
    return {
      result: text.length > longest ? `${text.slice(0, longest)}…` : text,
      type,
      variablesReference: hasChildren(value) ? this.#containers.of({ variables: () => childrenOf(value), frame }) : 0,
      ...(indexedCount(value) > 0 ? { indexedVariables: indexedCount(value) } : {}),
    };
  }

  setVariable({ variablesReference, name, value: text }: DebugProtocol.SetVariableArguments): DebugProtocol.SetVariableResponse['body'] {
    const container = this.#container(variablesReference);
    if ('texts' in container) throw new Refusal(`${name} belongs to the board and cannot be set`);
    const set = this.#variablesIn(container).find((each) => each.name === name)?.set;
    if (set == null) throw new Refusal(`${name} cannot be set`);
    const value = this.#evaluated(text, container.frame);
    const outcome = this.port.debugger.ask(() => set(value));
    if ('error' in outcome) throw new Refusal(outcome.error);
    const { result, ...rest } = this.#value(value, container.frame, LONGEST_TEXT);
    return { value: result, ...rest };
  }

  evaluate({ expression, frameId, context }: DebugProtocol.EvaluateArguments): DebugProtocol.EvaluateResponse['body'] {
    const frame = frameId === undefined ? null : this.#level(frameId).frame;
    const value = this.#evaluated(expression, frame);
    // As at the prompt of a board.
    if (context === 'repl' && value === None) return { result: '', variablesReference: 0 };
    return this.#value(value, frame, context === 'repl' || context === 'clipboard' ? undefined : LONGEST_TEXT);
  }

  completions({ frameId, text, column }: DebugProtocol.CompletionsArguments): DebugProtocol.CompletionsResponse['body'] {
    const frame = frameId === undefined ? null : this.#level(frameId).frame;
    return { targets: completions(this.port.debugger, frame, text.slice(0, column - 1)) };
  }

  #evaluated(text: string, frame: StackLevel['frame']): Value {
    const outcome = this.port.debugger.evaluate(text, frame);
    if ('error' in outcome) throw new Refusal(outcome.error);
    return outcome.value;
  }
}

const ANSWERS: Readonly<Record<string, (stopped: Stopped, args: never) => object>> = {
  stackTrace: (stopped, args: DebugProtocol.StackTraceArguments) => stopped.stackTrace(args),
  scopes: (stopped, args: DebugProtocol.ScopesArguments) => stopped.scopes(args),
  variables: (stopped, args: DebugProtocol.VariablesArguments) => stopped.variables(args),
  setVariable: (stopped, args: DebugProtocol.SetVariableArguments) => stopped.setVariable(args),
  evaluate: (stopped, args: DebugProtocol.EvaluateArguments) => stopped.evaluate(args),
  completions: (stopped, args: DebugProtocol.CompletionsArguments) => stopped.completions(args),
  source: (stopped, args: DebugProtocol.SourceArguments) => stopped.source(args),
  exceptionInfo: (stopped) => stopped.exceptionInfo(),
};

/** The texts that requests must have. */
const TEXTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['evaluate', ['expression']],
  ['setVariable', ['name', 'value']],
  ['completions', ['text']],
]);

const REASONS: Readonly<Record<Stop['reason'], string>> = {
  pause: 'Paused',
  step: 'Paused after a step',
  breakpoint: 'Paused on a breakpoint',
  exception: 'Paused on an exception',
  goal: 'Paused',
};

/** A moment in seconds, to the microsecond: `1.204512 s`. */
function secondsText(nanos: bigint): string {
  const micros = nanos / 1000n;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, '0')} s`;
}

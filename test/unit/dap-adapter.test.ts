/** Requests of clients that are not as they should be: each has an answer, and the program goes on. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { expect, test } from 'vitest';
import { Adapter } from '../../src/dap/adapter.js';
import { PathMap } from '../../src/dap/path-map.js';
import type { Debugger } from '../../src/debug/debugger.js';
import { TestBench } from '../../src/index.js';

type Request = readonly [command: unknown, args?: unknown];

/** What a client hears that sends requests before the program runs, and others when it has been stopped; after the last it lets it go on. */
function conversation(source: string, before: readonly Request[], stopped: readonly Request[] = []) {
  const bench = new TestBench({ 'boot.py': '', 'main.py': source }, { debug: true });
  const heard: DebugProtocol.ProtocolMessage[] = [];
  const left = [...stopped];
  const message = ([command, args]: Request): object => ({ seq: 1, type: 'request', command, arguments: args });
  const adapter = new Adapter({
    debugger: bench.system.debugger as Debugger,
    paths: new PathMap({ folder: null, main: null, exists: () => false }),
    send: (each) => void heard.push(each),
    receive: () => message(left.shift() ?? ['continue', {}]),
    standStill: (wait) => wait(),
    pause: () => {},
    terminate: () => {},
    hangUp: () => {},
    board: () => ({}),
    again() {
      throw new Error('nobody goes back');
    },
  });
  for (const request of [...before, ['configurationDone'] as const]) adapter.handle(message(request));
  bench.run(1000);
  const texts = heard.map((each) => {
    const { type, event, command, success, message: problem } = each as DebugProtocol.Response & DebugProtocol.Event;
    return type === 'event' ? `${event}!` : `${JSON.stringify(command)}: ${success ? 'done' : problem}`;
  });
  return { heard: texts, messages: heard as (DebugProtocol.Response & DebugProtocol.Event)[], output: bench.output };
}

const PATH = { path: '/flash/main.py' };
const breakpoint = (args: object): Request => ['setBreakpoints', { source: PATH, breakpoints: [{ line: 2, ...args }] }];

test.each<[string, Request, string]>([
  ['evaluate without an expression', ['evaluate', {}], 'expression must be a string'],
  ['evaluate with a number', ['evaluate', { expression: 5 }], 'expression must be a string'],
  ['setVariable without a value', ['setVariable', { variablesReference: 1, name: 'x' }], 'value must be a string'],
  ['completions without a text', ['completions', { column: 1 }], 'text must be a string'],
  ['no arguments at all', ['scopes', null], 'this frame is outdated: the program has gone on'],
  ['arguments that are a text', ['scopes', 'frame'], 'this frame is outdated: the program has gone on'],
  ['a step of no thread', ['next', {}], 'there is no thread undefined'],
  ['breakpoints of no file', ['setBreakpoints', {}], 'path must be a string'],
  ['breakpoints that are a number', ['setBreakpoints', { source: PATH, breakpoints: 5 }], 'breakpoints must be a list'],
  ['breakpoints that are nothing', ['setBreakpoints', { source: PATH, breakpoints: [null] }], 'line must be a whole number'],
  ['a condition that is a number', breakpoint({ condition: 5 }), 'condition must be a string'],
  ['a message that is a list', breakpoint({ logMessage: [] }), 'logMessage must be a string'],
  ['filters that are a text', ['setExceptionBreakpoints', { filters: 'all' }], 'filters must be a list'],
  ['a command that JavaScript’s objects have', ['constructor', { threadId: 1 }], "vpyb does not support 'constructor'"],
  ['a command that is a number', [5], 'command must be a string'],
])('%s is refused', (_, request, message) => {
  const { heard, output } = conversation('x = 1\nprint(x)\n', [breakpoint({})], [request]);
  expect(heard.slice(2)).toEqual(['stopped!', `${JSON.stringify(request[0])}: ${message}`, '"continue": done']);
  expect(output).toBe('1\n');
});

test.each([
  ['/projects/blink/lib.py', true],
  ['C:\\blink\\lib.py', true],
  ['/flash/lib.py', false],
  ['/sd/lib.py', false],
  ['lib.py', false],
])('a breakpoint in a file that the board has not loaded is told how to map it, if it is none of the board: %s', (path, isForeign) => {
  const { messages } = conversation('pass', [['setBreakpoints', { source: { path }, breakpoints: [{ line: 2 }] }]]);
  const notSeen = 'the board has not loaded this file yet';
  const unmapped = `${notSeen}: it is neither beside the program nor below /flash; pathMappings tell where the board has it (docs/debugging.md)`;
  expect(messages[0]?.body).toEqual({ breakpoints: [{ id: 1, verified: false, line: 2, message: isForeign ? unmapped : notSeen }] });
});

test('a breakpoint whose condition, count and message are empty has none, and stops', () => {
  const { heard } = conversation('x = 1\nprint(x)\n', [breakpoint({ condition: '', hitCondition: '', logMessage: '' })]);
  expect(heard).toEqual(['"setBreakpoints": done', '"configurationDone": done', 'stopped!', '"continue": done']);
});

test('the clock of the board is the moment that the stop is told with, cycles that are charged later included', () => {
  const looks: Request[] = [
    ['stackTrace', { threadId: 1 }],
    ['scopes', { frameId: 1 }],
    ['variables', { variablesReference: 2 }],
  ];
  const source = 'x = 1\ny = x + 1\nz = [x, y]\nprint(x)\n';
  const { messages } = conversation(source, [['setBreakpoints', { source: PATH, breakpoints: [{ line: 4 }] }]], looks);
  const told = messages.find(({ event }) => event === 'stopped')?.body.text;
  const [clock] = messages.find(({ command }) => command === 'variables')?.body.variables ?? [];
  expect(clock).toMatchObject({ name: 'clock', value: expect.stringMatching(/^\d+ ns$/) });
  expect(told).toBe(`at ${(Math.floor(Number.parseInt(clock.value, 10) / 1000) / 1e6).toFixed(6)} s`);
});

test('lines alone, as old clients give them, are breakpoints', () => {
  const { heard } = conversation('x = 1\nprint(x)\n', [['setBreakpoints', { source: PATH, lines: [1, 2] }]]);
  expect(heard.filter((each) => each === 'stopped!')).toHaveLength(2);
});

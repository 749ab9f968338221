/** `--debug`: a client of the Debug Adapter Protocol debugs a program over a socket, as an editor does. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { framed } from '../../src/dap/framing.js';
import { DebuggedRun } from './debugged-run.js';
import { command } from './support.js';

const { vpyb, file, path, words } = command();

const PROGRAM = `import pyb, time
import counter
def tick(t):
    counter.step(1)
    led.toggle()
led = pyb.LED(4)
tim = pyb.Timer(4, freq=10, callback=tick)
time.sleep_ms(250)
tim.deinit()
print(counter.total)
`;
const COUNTER = `total = 0
def step(by):
    global total
    total += by
`;

let run: DebuggedRun;
const debugged = (own: readonly string[]): DebuggedRun => new DebuggedRun(words(own));
afterEach(() => {
  run?.child.kill('SIGKILL'); // A test may need none.
});

describe('--debug', () => {
  it('stops at a breakpoint in the callback of a timer, shows it, steps, and goes on to the same end', async () => {
    const main = file('blink/main.py', PROGRAM);
    const counter = file('blink/counter.py', COUNTER);
    const plain = await vpyb([main, '--trace', path('plain.txt')]);
    run = debugged([main, '--debug=0', '--trace', path('debugged.txt')]);
    const stopped = run.stop();
    const [[point]] = await run.attach(
      { [counter]: [{ line: 4, condition: 'total == 1' }] },
      { pathMappings: [{ localRoot: path('blink'), remoteRoot: '/flash' }] },
    );
    expect(point).toMatchObject({ verified: true, line: 4 });
    const { text = '', ...told } = await stopped;
    expect(told).toMatchObject({ reason: 'breakpoint', allThreadsStopped: true });
    const [, microseconds = 'none'] = /^at 0\.(20\d{4}) s$/.exec(text) ?? [];

    expect((await run.client.threadsRequest()).body.threads).toEqual([{ id: 1, name: 'main thread' }]);
    const stack = await run.stack();
    expect(stack.map(({ name, line, source }) => [name, line, source?.path])).toEqual([
      ['step', 4, counter],
      ['tick', 4, main],
      ['[interrupt TIM4]', 0, undefined],
      ['<module>', 8, main],
    ]);
    const { scopes } = (await run.client.scopesRequest({ frameId: stack[0].id })).body;
    expect(scopes.map(({ name }) => name)).toEqual(['Locals', 'Globals', 'Board']);
    const { variables } = (await run.client.variablesRequest({ variablesReference: scopes[0].variablesReference })).body;
    expect(variables).toEqual([{ name: 'by', value: '1', type: 'int', variablesReference: 0 }]);
    const board = (await run.client.variablesRequest({ variablesReference: scopes[2].variablesReference })).body.variables;
    expect(Object.fromEntries(board.map(({ name, value }) => [name, value]))).toMatchObject({
      clock: expect.stringMatching(new RegExp(`^${microseconds}\\d{3} ns$`)),
      'LED(4)': '1',
    });
    expect(await run.evaluate('total + by', stack[0].id)).toBe('2');
    expect(await run.evaluate('counter.total', stack[1].id)).toBe('1');
    const complete = async (text: string) =>
      (await run.client.completionsRequest({ text, column: text.length + 1, frameId: stack[1].id })).body.targets.map(({ label }) => label);
    expect(await complete('x + cou')).toEqual(['counter']);
    expect(await complete('rep')).toEqual(['repr']);
    expect(await complete('counter.to')).toEqual(['total']);
    expect(await complete('counter.step().re')).toEqual([]);
    await expect(run.evaluate('nothing', stack[0].id)).rejects.toThrow("NameError: name 'nothing' isn't defined");

    expect(await run.stop(run.client.nextRequest({ threadId: 1 }))).toMatchObject({ reason: 'step' });
    expect((await run.stack()).map(({ name, line }) => [name, line])).toEqual([
      ['tick', 4],
      ['[interrupt TIM4]', 0],
      ['<module>', 8],
    ]);
    expect(await run.stop(run.client.stepOutRequest({ threadId: 1 }))).toMatchObject({ reason: 'step' });
    expect((await run.stack()).map(({ name, line }) => [name, line])).toEqual([['<module>', 8]]);

    const ended = run.client.waitForEvent('exited');
    await run.client.continueRequest({ threadId: 1 });
    expect((await ended).body).toEqual({ exitCode: 0 });
    expect(await run.ended).toBe(0);
    expect(run.output).toBe(plain.stdout);
    expect(await readText('debugged.txt')).toBe(await readText('plain.txt'));
  });

  it('changes variables, and shows what containers have inside', async () => {
    const main = file('set.py', 'def f(a):\n    b = {"k": [1, 2]}\n    print(a, b)\nf(1)\n');
    run = debugged([main, '--debug=0']);
    const stopped = run.stop();
    await run.attach({ [main]: [{ line: 3 }] });
    await stopped;
    const { client } = run;
    const [{ id }] = await run.stack();
    const [{ variablesReference }] = (await client.scopesRequest({ frameId: id })).body.scopes;
    const inside = async (reference: number) => (await client.variablesRequest({ variablesReference: reference })).body.variables;
    const [, b] = await inside(variablesReference);
    const [k] = await inside(b.variablesReference);
    expect(k).toMatchObject({ name: "'k'", value: '[1, 2]', indexedVariables: 2 });
    expect((await inside(k.variablesReference)).map(({ name, value }) => [name, value])).toEqual([
      ['0', '1'],
      ['1', '2'],
    ]);
    expect((await client.setVariableRequest({ variablesReference, name: 'a', value: 'len(b) + 6' })).body.value).toBe('7');
    await client.setVariableRequest({ variablesReference: k.variablesReference, name: '1', value: '"x"' });
    await expect(client.setVariableRequest({ variablesReference, name: 'a', value: '1 +' })).rejects.toThrow('SyntaxError');
    await client.continueRequest({ threadId: 1 });
    await run.ended;
    expect(run.output).toBe("7 {'k': [1, 'x']}\n");
  });

  it('shows nothing at the console for a statement, or for None, as the board does at its prompt', async () => {
    const main = file('typed.py', 'x = 1\nprint(x)\n');
    run = debugged([main, '--debug=0']);
    const stopped = run.stop();
    await run.attach({ [main]: [{ line: 2 }] });
    await stopped;
    const [{ id: frameId }] = await run.stack();
    const shown = async (expression: string, context = 'repl') =>
      (await run.client.evaluateRequest({ expression, context, frameId })).body.result;
    expect([await shown('x = 7'), await shown('print(x)'), await shown('x')]).toEqual(['', '', '7']);
    expect(await shown('print(x)', 'watch')).toBe('None');
    await run.client.continueRequest({ threadId: 1 });
    await run.ended;
    expect(run.output).toBe('7\n7\n7\n');
  });

  it('stops on entry in the first line of the user’s own, and on an exception that nobody catches', async () => {
    const main = file('fails.py', 'x = 0\nprint(1 / x)\n');
    run = debugged([main, '--debug=0']);
    const stopped = run.stop();
    await run.attach({}, { stopOnEntry: true });
    expect(await stopped).toMatchObject({ reason: 'entry' });
    expect((await run.stack())[0]).toMatchObject({ line: 1, source: { path: main } });
    expect(await run.stop(run.client.continueRequest({ threadId: 1 }))).toMatchObject({
      reason: 'exception',
      text: expect.stringMatching(/^ZeroDivisionError: divide by zero at /),
    });
    expect((await run.client.exceptionInfoRequest({ threadId: 1 })).body).toMatchObject({
      exceptionId: 'ZeroDivisionError',
      breakMode: 'unhandled',
    });
    await run.client.continueRequest({ threadId: 1 });
    expect(await run.ended).toBe(1);
  });

  it('shows code that lies in no file by its text', async () => {
    run = debugged(['-c', 'x = 1\ny = 2', '--debug=0']);
    const stopped = run.stop();
    await run.attach({}, { stopOnEntry: true });
    expect(await stopped).toMatchObject({ reason: 'entry' });
    const [{ source, line }] = await run.stack();
    expect(line).toBe(1);
    const content = await run.client.sourceRequest({ source, sourceReference: source?.sourceReference ?? 0 });
    expect(content.body.content).toBe('x = 1\ny = 2');
  });

  it('pauses a program that runs, and one that waits', async () => {
    const main = file('waits.py', 'import time\nprint("begins")\nfor i in range(10 ** 6):\n    time.sleep(1)\n');
    run = debugged([main, '--debug=0', '--pace', 'real', '--for', '1h']);
    await run.attach({});
    while (run.output === '') await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(run.client.stackTraceRequest({ threadId: 1 })).rejects.toThrow('the program is running: pause it first');
    expect(await run.stop(run.client.pauseRequest({ threadId: 1 }))).toMatchObject({ reason: 'pause' });
    expect((await run.stack()).map(({ line }) => line)).toEqual([4]);
    await run.client.disconnectRequest({ terminateDebuggee: true });
    expect(await run.ended).toBe(130);
  });

  it('lets the program go on when the client goes', async () => {
    const main = file('goes-on.py', 'import time\nfor i in range(3):\n    print(i)\n    time.sleep_ms(300)\n');
    run = debugged([main, '--debug=0', '--pace', 'real', '--for', '1s']);
    const stopped = run.stop();
    await run.attach({ [main]: [{ line: 3 }] });
    await stopped;
    await run.client.disconnectRequest({ terminateDebuggee: false });
    expect(await run.ended).toBe(0);
    expect(run.output).toBe('0\n1\n2\n');
  });

  it('closes the connection of a client that disconnects, when it has its answer, so that another can come', async () => {
    run = debugged([file('calm.py', 'print(1)\n'), '--debug=0']);
    const socket = connect(await run.port(), '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    for (const [i, command] of ['initialize', 'disconnect'].entries()) socket.write(framed({ seq: i + 1, type: 'request', command }));
    await once(socket, 'close');
    expect(heard).toContain('"command":"disconnect","success":true');
    await run.attach({});
    expect(await run.ended).toBe(0);
    expect(run.output).toBe('1\n');
  });

  it('hears a client that comes while the one before it goes, and turns away one that comes beside it', async () => {
    run = debugged([file('calm.py', 'print(1)\n'), '--debug=0']);
    const port = await run.port();
    const first = connect(port, '127.0.0.1');
    await new Promise((resolve) => first.on('connect', resolve));
    const beside = Array.from({ length: 15 }, () => connect(port, '127.0.0.1').resume());
    await Promise.all(beside.map((each) => new Promise((resolve) => each.on('close', resolve))));
    first.destroy();
    await run.attach({});
    expect(await run.ended).toBe(0);
    expect(run.messages).toMatch(/^vpyb: waiting for a debugger on .*\n$/);
  });

  it('answers what it does not know with an error', async () => {
    const main = file('short.py', 'x = 1\n');
    run = debugged([main, '--debug=0']);
    const stopped = run.stop();
    await run.attach({ [main]: [{ line: 1 }] });
    await stopped;
    await expect(run.client.customRequest('gotoTargets', {})).rejects.toThrow("vpyb does not support 'gotoTargets'");
    await expect(run.client.scopesRequest({ frameId: 99 })).rejects.toThrow('this frame is outdated: the program has gone on');
    await expect(run.client.stackTraceRequest({ threadId: 99 })).rejects.toThrow('there is no thread 99');
  });

  it('answers what comes at once with the request that lets the program run', async () => {
    run = debugged([file('waits.py', 'import time\nwhile True:\n    time.sleep(1)\n'), '--debug=0', '--pace', 'real']);
    const socket = connect(await run.port(), '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    const hears = async (text: string) => {
      while (!heard.includes(text)) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    let seq = 0;
    const send = (...commands: string[]) =>
      socket.write(Buffer.concat(commands.map((command) => Buffer.from(framed({ seq: ++seq, type: 'request', command })))));
    send('initialize', 'attach', 'configurationDone', 'threads');
    await hears('"request_seq":4,');
    send('pause');
    await hears('"stopped"');
    send('continue', 'threads');
    await hears('"request_seq":7,');
    socket.destroy();
  });

  it('turns away who does not speak the protocol, as a browser that is made to call', async () => {
    const main = file('calm.py', 'print(1)\n');
    run = debugged([main, '--debug=0']);
    const socket = connect(await run.port(), '127.0.0.1');
    const body = '{"seq":1,"type":"request","command":"configurationDone"}';
    socket.write(`POST / HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await new Promise((resolve) =>
      socket
        .on('close', resolve)
        .on('error', () => {})
        .resume(),
    );
    expect(run.output).toBe('');
    await run.attach({});
    expect(await run.ended).toBe(0);
    expect(run.output).toBe('1\n');
  });

  it('ends without having begun if the client wants that', async () => {
    run = debugged([file('never.py', 'print(1)\n'), '--debug=0']);
    await run.client.start(await run.port());
    await run.client.initializeRequest();
    await run.client.terminateRequest();
    expect(await run.ended).toBe(130);
    expect(run.output).toBe('');
    expect(run.messages).toMatch(/^vpyb: waiting for a debugger on .*\n$/);
  });

  it('waits no longer than --max-wall for somebody who never comes', async () => {
    run = debugged([file('alone.py', 'print(1)\n'), '--debug=0', '--max-wall', '200ms']);
    expect(await run.ended).toBe(124);
    expect(run.output).toBe('');
    expect(run.messages).toMatch(/vpyb: stopped by --max-wall after 0\.\d s\n/);
  });

  it('waits no longer than --max-wall for somebody who does not let the program go on', async () => {
    const main = file('stands.py', 'n = 1\nwhile True:\n  n += 1\n');
    run = debugged([main, '--debug=0', '--max-wall', '3s']);
    const stopped = run.stop();
    await run.attach({ [main]: [{ line: 2 }] });
    await stopped;
    const exited = run.client.waitForEvent('exited');
    expect([await run.ended, (await exited).body]).toEqual([124, { exitCode: 124 }]);
    // A guard for code that does not look around would come two seconds later.
    expect(run.messages).toMatch(/vpyb: stopped by --max-wall after (3\.\d|4\.[0-4]) s\n/);
  });

  it('says what is wrong with its port, and that a profile is another thing', async () => {
    const main = file('one.py', 'print(1)\n');
    run = debugged([main, '--debug=0']);
    const port = await run.port();
    expect(await vpyb([main, `--debug=${port}`])).toEqual({
      status: 2,
      stdout: '',
      stderr: `vpyb: --debug: port ${port} is already in use; choose another, such as --debug=${port + 1}, or 0 for any\n`,
    });
    expect((await vpyb([main, '--debug=high'])).stderr).toBe("vpyb: --debug 'high' is not a whole number from 0 to 65535\n");
    expect((await vpyb([main, '--debug', '--profile'])).stderr).toBe('vpyb: --debug cannot be combined with --profile\n');
  });

  it('says so if the thread that listens does not start, here because a module that Node loads first ends it', async () => {
    const ends = file('ends.cjs', "if (!require('node:worker_threads').isMainThread) process.exit();\n");
    expect(await vpyb([file('two.py', 'print(2)\n'), '--debug=0'], { env: { NODE_OPTIONS: `--require ${ends}` } })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'vpyb: --debug: port 0: the thread that listens has not started within 10 s\n',
    });
  });
});

async function readText(name: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(join(path('.'), name), 'utf8');
}

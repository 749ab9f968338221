import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/arguments.js';
import { showBoards } from '../../src/cli/boards.js';
import { COMMAND_NAMES, hasOption } from '../../src/cli/commands.js';
import { showDevices } from '../../src/cli/devices.js';
import { portFailure, Status } from '../../src/cli/fail.js';
import { helpText, showHelp } from '../../src/cli/help.js';
import { inspect } from '../../src/cli/inspect.js';
import { listen } from '../../src/cli/listen.js';
import type { ListenRequest } from '../../src/cli/listen-arguments.js';
import { OPTION_LIST } from '../../src/cli/options.js';
import { run as runBoard } from '../../src/cli/run.js';
import type { RunRequest } from '../../src/cli/run-arguments.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { showVersion } from '../../src/cli/version.js';

function run(...words: string[]): RunRequest {
  const { execute, request } = parseArguments(words);
  expect(execute).toBe(runBoard);
  return request as RunRequest;
}

function complaint(...words: string[]): string {
  try {
    parseArguments(words);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'none';
}

describe('what is run', () => {
  it('is a file or a folder, with or without "run"', () => {
    expect(run('main.py').program).toEqual({ kind: 'path', path: 'main.py' });
    expect(run('run', 'main.py').program).toEqual({ kind: 'path', path: 'main.py' });
    expect(run('run', 'run').program).toEqual({ kind: 'path', path: 'run' });
    expect(run('./repl').program).toEqual({ kind: 'path', path: './repl' });
    expect(run('--', '-odd.py').program).toEqual({ kind: 'path', path: '-odd.py' });
    expect(run('--', 'repl').program).toEqual({ kind: 'path', path: 'repl' });
  });

  it('is standard input, code, a module or the prompt', () => {
    expect(run('-').program).toEqual({ kind: 'stdin' });
    expect(run('-c', 'print(1)').program).toEqual({ kind: 'code', code: 'print(1)', args: [] });
    expect(run('-c', '-1', 'repl', 'x').program).toEqual({ kind: 'code', code: '-1', args: ['repl', 'x'] });
    expect(run('-c', '').program).toEqual({ kind: 'code', code: '', args: [] });
    expect(run('-m', 'pkg.mod').program).toEqual({ kind: 'module', module: 'pkg.mod', args: [] });
    expect(run('repl').program).toEqual({ kind: 'repl' });
    expect(run('-i').program).toEqual({ kind: 'repl' });
  });

  it('takes options before and after the file', () => {
    const request = run('run', '--board', 'pybd-sf2', 'main.py', '--for', '10100ms', '--trace', 'a.jsonl', '--trace=b.vcd');
    expect(request.program).toEqual({ kind: 'path', path: 'main.py' });
    expect(request).toMatchObject({ board: 'pybd-sf2', until: 10_100_000_000n });
    expect(request.traces).toEqual([
      { path: 'a.jsonl', format: 'jsonl' },
      { path: 'b.vcd', format: 'vcd' },
    ]);
  });

  it('has defaults', () => {
    expect(run('x.py')).toMatchObject({
      board: null,
      firmware: null,
      clock: 'calibrated',
      seed: 0,
      heap: null,
      stopEvery: null,
      tier: 'auto',
      optimize: 0,
      until: null,
      pace: null,
      maxWall: null,
      traces: [],
      interactive: false,
      exitEndsCommand: false,
    });
  });

  it('reads the values of options', () => {
    expect(run('x.py', '--pace', 'real').pace).toBe(1);
    expect(run('x.py', '--pace', 'max').pace).toBe(Number.POSITIVE_INFINITY);
    expect(run('x.py', '--pace', '0.5').pace).toBe(0.5);
    expect(run('x.py', '--max-wall', '2s').maxWall).toBe(2_000_000_000n);
    expect(run('x.py', '--heap', '64k').heap).toBe(65536);
    expect(run('x.py', '--seed', '4294967295').seed).toBe(4294967295);
    expect(run('x.py', '-OO', '-O').optimize).toBe(3);
    expect(run('x.py', '-O2').optimize).toBe(2);
    expect(run('x.py', '-X', 'heapsize=1m', '-X', 'stop-every=3', '-X', 'emit=bytecode')).toMatchObject({ heap: 1048576, stopEvery: 3 });
  });

  it('reads the ways between real programs and the board', () => {
    const pybd = (...words: string[]) => run('x.py', '--board', 'pybd-sf2', ...words).passage;
    expect(pybd()).toBe(null);
    expect(pybd('--forward', '8080:80', '--forward=23')).toEqual({
      forwards: [
        { port: 8080, boardPort: 80 },
        { port: 23, boardPort: 23 },
      ],
      relays: [],
    });
    expect(
      pybd('--forward', '0:80', '--relay', 'api.local:80=127.0.0.1:8000', '--relay', 'b.org:1883', '--relay', '10.0.0.7:1=[::1]:2'),
    ).toEqual({
      forwards: [{ port: 0, boardPort: 80 }],
      relays: [
        { name: 'api.local', port: 80, to: { host: '127.0.0.1', port: 8000 } },
        { name: 'b.org', port: 1883, to: { host: 'b.org', port: 1883 } },
        { name: '10.0.0.7', port: 1, to: { host: '::1', port: 2 } },
      ],
    });
  });

  it('knows where SystemExit ends the command', () => {
    expect(run('-c', 'x').exitEndsCommand).toBe(true);
    expect(run('-m', 'x').exitEndsCommand).toBe(true);
    expect(run('-X', 'emit=bytecode', 'x.py').exitEndsCommand).toBe(true);
    expect(run('-i', 'x.py').exitEndsCommand).toBe(false);
  });
});

describe('other commands', () => {
  it('are looked at, listed, helped', () => {
    expect(parseArguments(['dis', 'x.py', '-O'])).toEqual({
      execute: inspect,
      request: { stage: 'dis', path: 'x.py', optimize: 1, board: null, firmware: null, setup: { file: null } },
    });
    expect(parseArguments(['ast', 'x.py', '--firmware', 'everything'])).toMatchObject({ request: { firmware: 'everything' } });
    expect(parseArguments(['boards'])).toEqual({ execute: showBoards });
    expect(parseArguments(['devices'])).toEqual({ execute: showDevices, request: [] });
    expect(parseArguments(['devices', 'dht22'])).toEqual({ execute: showDevices, request: ['dht22'] });
    for (const words of [['--help'], ['-h'], ['help'], ['x.py', '--help']])
      expect(parseArguments(words)).toEqual({ execute: showHelp, request: null });
    for (const words of [
      ['dis', '--help'],
      ['-h', 'dis'],
      ['help', 'dis'],
      ['dis', 'x.py', '-h'],
    ])
      expect(parseArguments(words)).toEqual({ execute: showHelp, request: 'dis' });
    expect(parseArguments(['--version'])).toEqual({ execute: showVersion });
  });

  it('are all in the help text', () => {
    for (const [name] of OPTION_LIST) expect(helpText(null)).toContain(`--${name}`);
    const widths = helpText(null).split('\n');
    expect(Math.max(...widths.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('have every option that there is among them', () => {
    for (const [option] of OPTION_LIST)
      expect([option, COMMAND_NAMES.some((command) => hasOption(command, option))]).toEqual([option, true]);
  });

  it('are helped with what they take, and no more', () => {
    const told = (command: Parameters<typeof helpText>[0]) =>
      [...helpText(command).matchAll(/^ {2}.{4}--([\w-]+)/gm)].map(([, name]) => name);
    expect(told('boards')).toEqual(['help']);
    expect(told('ast')).toEqual(['board', 'firmware', 'optimize', 'help', 'version']);
    expect(told('dis')).toEqual(['board', 'firmware', 'optimize', 'js', 'help', 'version']);
    expect(told('repl')).toContain('board');
    expect(told('repl')).not.toContain('code');
    expect(told('run')).toContain('code');
  });

  it('are told of what an option does there, and of nothing else', () => {
    expect(helpText('run')).toContain('emit=bytecode, compile-only\n');
    for (const command of ['repl', 'race'] as const) expect(helpText(command)).toMatch(/ emit=bytecode\n/);
    expect(helpText('race')).toMatch(/--seed N .* the first seed to try \(default 1\)\n/);
    expect(helpText('race')).not.toContain('race: ');
  });

  it('say every exit status that there is', () => {
    const [, statuses] = helpText(null).split('Exit status:');
    for (const status of Object.values(Status)) expect(statuses).toMatch(new RegExp(`\\b${status}\\b`));
  });
});

describe('a file that a run writes', () => {
  const show = ['--device', 'd=ssd1306', '--picture', 'd=./o.txt'];

  it.each([
    [['--trace', 'o.txt', '--trace', './o.txt'], '--trace ./o.txt: this file is named twice'],
    [['--trace', '-', '--trace', '-'], '--trace -: this file is named twice'],
    [[...show, '--trace', 'x/../o.txt'], '--picture ./o.txt: --trace also names this file'],
    [[...show, '--picture', 'e=o.txt'], '--picture o.txt: this file is named twice'],
    [['--trace', 'out/t.vcd', '--save', 'out'], "--trace out/t.vcd: this is inside the folder of --save, which holds the board's files"],
    [['--coverage', 'a.info', '--save', 'a.info'], "--coverage a.info: this is inside the folder of --save, which holds the board's files"],
    [['--trace', 's.txt', '--setup', 's.txt'], '--trace s.txt: this would overwrite the set-up file'],
  ])('is that alone: %j', (words, message) => {
    expect(complaint('x.py', ...words)).toBe(message);
  });

  it('is not the program', () => {
    expect(complaint('./x.txt', '--trace', 'x.txt')).toBe('--trace x.txt: this would overwrite the program');
  });

  it('may lie beside others, and standard error may be told of several things', () => {
    for (const words of [
      ['--trace', '-', '--coverage', '-'],
      ['--trace', 'out.txt', '--save', 'out', '--coverage', 'out.info'],
    ])
      expect(complaint('x.py', ...words)).toBe('none');
  });
});

describe('a wrong command line', () => {
  it.each([
    [[], "nothing to run: give FILE.py, a folder, - for standard input, -c CODE, -m MODULE, or 'repl'"],
    [['-m', ''], 'the name of the module to run is empty'],
    [['race', 'x.py', '--expect='], "--expect '': every output contains that; give a text that the program prints if nothing goes wrong"],
    [['--baord', 'x'], "unknown option --baord; did you mean '--board'?"],
    [['-z'], 'unknown option -z'],
    [['x.py', '--board'], '--board needs a value: --board ID'],
    [['x.py', '--board', '--for', '1s'], '--board needs a value: --board ID'],
    [['x.py', '--board', 'pybv1'], "unknown board 'pybv1'; did you mean 'pybv11'?"],
    [['x.py', '--board', 'esp32'], "unknown board 'esp32'; choose from pybv11, pybd-sf2, pybd-sf6"],
    [['x.py', '--board', 'pybv11', '--board', 'pybd-sf2'], '--board is given twice'],
    [['x.py', '--firmware', 'stok'], "unknown firmware 'stok'; did you mean 'stock'?"],
    [['x.py', '--for', '10'], "--for '10' is not a duration; write a number and a unit: 500us, 150ms, 1.5s, 2min, 8h, 7d"],
    [['x.py', '--pace', '0'], "--pace '0': write real, max, or a number such as 2 or 0.1"],
    [['x.py', '--listen', 'tcp'], "--listen 'tcp' is not a whole number from 0 to 65535"],
    [['-', '--listen', '0'], '--listen needs standard input for the client; give the program as a FILE.py'],
    [
      ['x.py', '--forward', 'web'],
      "--forward 'web': write PORT:BOARDPORT, such as 8080:80, or one number for both; 0:80 takes any free port",
    ],
    [
      ['x.py', '--forward', '8080:'],
      "--forward '8080:': write PORT:BOARDPORT, such as 8080:80, or one number for both; 0:80 takes any free port",
    ],
    [
      ['x.py', '--forward', '65536:80'],
      "--forward '65536:80': write PORT:BOARDPORT, such as 8080:80, or one number for both; 0:80 takes any free port",
    ],
    [['x.py', '--forward', '0'], "--forward '0': write PORT:BOARDPORT, such as 8080:80, or one number for both; 0:80 takes any free port"],
    [
      ['x.py', '--forward', '80:0'],
      "--forward '80:0': write PORT:BOARDPORT, such as 8080:80, or one number for both; 0:80 takes any free port",
    ],
    [
      ['x.py', '--forward', '1:2:3'],
      "--forward '1:2:3': write PORT:BOARDPORT, such as 8080:80, or one number for both; 0:80 takes any free port",
    ],
    [
      ['x.py', '--relay', 'api.local'],
      "--relay 'api.local': write NAME:PORT=HOST:PORT, such as api.local:80=127.0.0.1:8000, or NAME:PORT if the service has that name",
    ],
    [
      ['x.py', '--relay', 'api.local:80=127.0.0.1'],
      "--relay 'api.local:80=127.0.0.1': write NAME:PORT=HOST:PORT, such as api.local:80=127.0.0.1:8000, or NAME:PORT if the service has that name",
    ],
    [
      ['x.py', '--relay', 'a:0=b:1'],
      "--relay 'a:0=b:1': write NAME:PORT=HOST:PORT, such as api.local:80=127.0.0.1:8000, or NAME:PORT if the service has that name",
    ],
    [
      ['x.py', '--relay', 'a:1=b:65536'],
      "--relay 'a:1=b:65536': write NAME:PORT=HOST:PORT, such as api.local:80=127.0.0.1:8000, or NAME:PORT if the service has that name",
    ],
    [
      ['x.py', '--relay', '[::1]:80=b:1'],
      "--relay '[::1]:80=b:1': write NAME:PORT=HOST:PORT, such as api.local:80=127.0.0.1:8000, or NAME:PORT if the service has that name",
    ],
    [
      ['x.py', '--relay', 'a:1=b:1=c:1'],
      "--relay 'a:1=b:1=c:1': write NAME:PORT=HOST:PORT, such as api.local:80=127.0.0.1:8000, or NAME:PORT if the service has that name",
    ],
    [['test', '--forward', '8080:80'], "--forward does not apply to 'test'"],
    [['race', 'x.py', '--relay', 'a:1=b:2'], "--relay does not apply to 'race'"],
    [['x.py', '--probe', 'X1'], '--probe adds pins to a trace: add --trace FILE.vcd, or --trace - to see it'],
    [['x.py', '--for', '-1s'], `--for '-1s' is not a duration; write a number and a unit: 500us, 150ms, 1.5s, 2min, 8h, 7d`],
    [['--coverage', 'main.py'], "--coverage 'main.py': the name must end in .info, or be - for standard error"],
    [['x.py', '--coverage', 'main.py'], "--coverage 'main.py': the name must end in .info, or be - for standard error"],
    [['x.py', '--trace', 't.csv'], "--trace 't.csv': the name must end in .txt, .jsonl, .json or .vcd, or be - for standard error"],
    [['x.py', '--seed', '-1'], "--seed '-1' is not a whole number from 0 to 4294967295"],
    [['x.py', '--seed=1.5'], "--seed '1.5' is not a whole number from 0 to 4294967295"],
    [['x.py', '-X', 'stop-every=0'], "-X stop-every '0' is not a whole number from 1 to 9007199254740991"],
    [['x.py', '--heap', '12q'], "--heap '12q' is not a size; write 100000, 64k or 1m"],
    [['x.py', '--unique-id', '42'], "--unique-id '42' is not 24 hexadecimal digits, such as 31002a000d51333339363635"],
    [['x.py', '--raw=yes'], '--raw takes no value'],
    [['--debug', '5679', 'x.py'], "unexpected argument '5679': write the port in the same word, --debug=5679"],
    [['help', 'me'], "unknown command 'me'; choose from run, repl, test, race, ast, symbols, dis, boards, devices"],
    [['x.py', 'y.py'], "unexpected argument 'y.py': a board's main.py takes no arguments"],
    [
      ['repl', 'x.py'],
      "unexpected argument 'x.py': 'repl' takes no file; 'vpyb -i FILE.py' runs one and shows the prompt, 'vpyb -i DIR' on a folder as the flash",
    ],
    [['repl', '-c', 'x'], "-c does not apply to 'repl'"],
    [['dis', 'x.py', '--for', '1s'], "--for does not apply to 'dis'"],
    [['dis'], "'dis' needs a FILE.py"],
    [['--device', 'room', 'f.py'], "--device 'room': write NAME=TYPE,WIRE=PIN,…; 'vpyb devices' lists the types"],
    [['--device', 'room=dht22,data=X1,data=X2', 'f.py'], "--device 'room=dht22,data=X1,data=X2': 'data' is given twice"],
    [['--at', '1s', 'f.py'], "--at '1s': write MOMENT:NAME.WHAT=VALUE, such as 120ms:usr.pressed=true"],
    [['--picture', 'a=b.gif', 'f.py'], "--picture 'a=b.gif': write NAME=FILE, the name of a device and a file that ends in .png or .txt"],
    [['boards', 'x'], "unexpected argument 'x': 'boards' takes no arguments"],
    [['-c', 'x', '-m', 'y'], '-c and -m cannot be combined'],
    [['firmware/', '-m', 'unittest'], "unexpected argument 'firmware/': -m runs its module with the current folder as the flash"],
    [['x.py', '--for', '1s', '-c', 'x'], "unexpected argument 'x.py': -c runs its code with the current folder as the flash"],
    [['x.py', '-X', 'what'], "unknown setting '-X what'; choose from heapsize=BYTES, stop-every=N, emit=bytecode, compile-only"],
    [[''], 'the name of the file to run is empty'],
  ])('%j is refused', (words, message) => {
    expect(complaint(...words)).toBe(message);
  });
});

it('--listen: the board is a command of its own, with the words of this one', () => {
  const words = (own: string[]): unknown => {
    const { execute, request } = parseArguments(own);
    expect(execute).toBe(listen);
    const { port, words } = request as ListenRequest;
    return [port, words];
  };
  const pace = ['--raw', '--pace=real'];
  expect(words(['repl', '--listen', '2323', '--board', 'pybd-sf2'])).toEqual([2323, [...pace, 'repl', '--board=pybd-sf2']]);
  expect(words(['--listen=0'])).toEqual([0, [...pace, '--interactive']]);
  expect(words(['--listen=0', '--pace', '2', '-O', 'main.py'])).toEqual([
    0,
    ['--raw', '--interactive', '--pace=2', '--optimize', 'main.py'],
  ]);
  expect(words(['--listen=0', '-c', 'x = "--listen"\n', '--', '-a'])).toEqual([
    0,
    [...pace, '--interactive', '--code=x = "--listen"\n', '--', '-a'],
  ]);
});

it('the port that is proposed for one that is taken is one', () => {
  const proposed = (port: number): string => portFailure('--listen', port, { code: 'EADDRINUSE' }).message;
  expect(proposed(2323)).toContain('such as --listen=2324,');
  expect(proposed(65535)).toContain('such as --listen=65534,');
});

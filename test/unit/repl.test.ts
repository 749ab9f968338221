import { describe, expect, it } from 'vitest';
import { complete, type Names } from '../../src/system/prompt/completion.js';
import { Repl, type ReplResult } from '../../src/system/prompt/repl.js';

type Tree = { [name: string]: Tree };

function namesOf(main: Tree, modules: string[] = []): Names<unknown> {
  return {
    main,
    attribute: (object, name) => (object as Tree)[name],
    namesToTry: (object) => Object.keys(object as Tree),
    modules: () => modules,
  };
}

/** A prompt on a serial line: what it has sent, byte for byte as characters, and what it has run. */
function board(results: Record<string, ReplResult> = {}) {
  let sent = '';
  let resets = 0;
  const runs: string[] = [];
  const repl: Repl = new Repl({
    movesByWords: false,
    banner: 'MicroPython v1 on 2026-01-01; PYB with CHIP',
    write: (text) => {
      sent += text.replaceAll('\n', '\r\n');
    },
    writeBytes: (bytes) => {
      sent += String.fromCharCode(...bytes);
    },
    prompt: (which) => (which === 'ps1' ? '>>> ' : '... '),
    names: () => namesOf({ machine: {}, pyb: { LED: {}, LED2: {} } }, ['pyb', 'machine']),
    execute: (source, kind) => {
      runs.push(`${kind}: ${String.fromCharCode(...source)}`);
    },
    runInfo: () => '',
    softReset: () => {
      resets++;
    },
  });
  const answer = (result: ReplResult = { kind: 'normal' }, output = ''): string => {
    sent = '';
    sent += output;
    repl.finished(result);
    return sent;
  };
  const type = (text: string): string => {
    sent = '';
    for (const character of text) {
      repl.feed(character.charCodeAt(0));
      const run = runs.at(-1);
      if (!repl.awaitsInput && run !== undefined && resets === 0) repl.finished(results[run] ?? { kind: 'normal' });
    }
    return sent;
  };
  const start = (): string => {
    sent = '';
    repl.start();
    return sent;
  };
  return { repl, type, answer, start, runs, resets: () => resets, sent: () => sent };
}

const BANNER = 'MicroPython v1 on 2026-01-01; PYB with CHIP\r\nType "help()" for more information.\r\n>>> ';
const RAW = 'raw REPL; CTRL-B to exit\r\n>';

describe('friendly prompt', () => {
  it('opens with the banner', () => {
    expect(board().start()).toBe(BANNER);
  });

  it('runs a line and prompts again', () => {
    const { start, type, runs } = board();
    start();
    expect(type('1+1\r')).toBe('1+1\r\n>>> ');
    expect(runs).toEqual(['single: 1+1']);
  });

  it('prints the report of an exception', () => {
    const report = "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\nNameError: name 'x' isn't defined\n";
    const { start, type } = board({ 'single: x': { kind: 'exception', report } });
    start();
    expect(type('x\r')).toBe(`x\r\n${report.replaceAll('\n', '\r\n')}>>> `);
  });

  it('prompts again after an empty line', () => {
    const { start, type, runs } = board();
    start();
    expect(type('\r')).toBe('\r\n>>> ');
    expect(runs).toEqual([]);
  });

  it('takes a compound statement up to an empty line', () => {
    const { start, type, runs } = board();
    start();
    expect(type('if x:\ry()\r\x7f\r')).toBe('if x:\r\n...     y()\r\n...     \b\b\b\b\x1b[K\r\n>>> ');
    expect(runs).toEqual(['single: if x:\n    y()\n']);
  });

  it('takes brackets, quotes and backslashes over lines', () => {
    const { start, type, runs } = board();
    start();
    type('f(1,\r2)\r');
    type('"""a\rb"""\r');
    type('1 + \\\r2\r');
    expect(runs).toEqual(['single: f(1,\n2)', 'single: """a\nb"""', 'single: 1 + \\\n2']);
  });

  it('ends a compound statement at Ctrl-D on an empty line', () => {
    const { start, type, runs } = board();
    start();
    expect(type('while x: y()\r\x04')).toBe('while x: y()\r\n... >>> ');
    expect(runs).toEqual(['single: while x: y()\n']);
  });

  it('cancels with Ctrl-C, a line and a statement', () => {
    const { start, type, runs } = board();
    start();
    expect(type('abc\x03')).toBe('abc\r\n>>> ');
    expect(type('if x:\r\x03')).toBe('if x:\r\n...     \r\n>>> ');
    expect(type('\x03')).toBe('\r\n>>> ');
    expect(runs).toEqual([]);
  });

  it('shows the banner at Ctrl-B', () => {
    const { start, type } = board();
    start();
    expect(type('\x02')).toBe(`\r\n${BANNER}`);
  });

  it('resets at Ctrl-D', () => {
    const { repl, start, type, resets } = board();
    start();
    expect(type('\x04')).toBe('\r\n');
    expect(resets()).toBe(1);
    expect(repl.awaitsInput).toBe(false);
    expect(() => repl.feed(0x61)).toThrow();
    expect(start()).toBe(BANNER);
  });

  it('resets when the code exits', () => {
    const { start, type, resets } = board({ 'single: exit()': { kind: 'exit' } });
    start();
    expect(type('exit()\r')).toBe('exit()\r\n');
    expect(resets()).toBe(1);
  });

  it('completes names', () => {
    const { start, type } = board();
    start();
    expect(type('pyb.L\t')).toBe('pyb.LED');
    expect(type('\t')).toBe('\r\nLED             LED2\r\n>>> pyb.LED');
  });

  it('keeps the history over statements, not over a soft reset', () => {
    const { start, type } = board();
    start();
    type('a\rb\r');
    expect(type('\x1b[A\x1b[A')).toBe('b\ba');
    type('\x15');
    start();
    expect(type('\x1b[A')).toBe('');
  });
});

describe('paste mode', () => {
  const HEADER = '\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ';

  it('takes everything up to Ctrl-D and runs it as a file', () => {
    const { start, type, runs } = board();
    start();
    expect(type('\x05a = 1\rif a:\r  b\t\xc3\xa9\r\x04')).toBe(`${HEADER}a = 1\r\n=== if a:\r\n===   b\t\xc3\xa9\r\n=== \r\n>>> `);
    expect(runs).toEqual(['file: a = 1\rif a:\r  b\t\xc3\xa9\r']);
  });

  it('is cancelled by Ctrl-C', () => {
    const { start, type, runs } = board();
    start();
    expect(type('\x05abc\x03')).toBe(`${HEADER}abc\r\n>>> `);
    expect(runs).toEqual([]);
  });
});

describe('raw prompt', () => {
  it('is entered and left', () => {
    const { start, type } = board();
    start();
    expect(type('\x01')).toBe(`\r\n${RAW}`);
    expect(type('\x01')).toBe(RAW);
    expect(type('\x02')).toBe(`\r\n${BANNER}`);
  });

  it('runs what ends with Ctrl-D, without echo', () => {
    const { start, type, answer, runs, repl } = board();
    start();
    type('\x01');
    for (const c of 'print(1)\r\n\xff') repl.feed(c.charCodeAt(0));
    expect(type('\x04')).toBe('OK\x04\x04>');
    expect(runs).toEqual(['file: print(1)\r\n\xff']);
    repl.feed(0x61);
    repl.feed(4);
    expect(answer({ kind: 'normal' }, '1\r\n')).toBe('1\r\n\x04\x04>');
  });

  it('puts the report between the two ends', () => {
    const { start, type } = board({ 'file: x': { kind: 'exception', report: 'NameError: x\n' } });
    start();
    type('\x01');
    expect(type('x\x04')).toBe('OK\x04NameError: x\r\n\x04>');
  });

  it('forgets what was received at Ctrl-C', () => {
    const { start, type, runs } = board();
    start();
    type('\x01');
    expect(type('abc\x03')).toBe('');
    expect(type('d\x04')).toBe('OK\x04\x04>');
    expect(runs).toEqual(['file: d']);
  });

  it('resets at Ctrl-D with nothing received, and stays raw', () => {
    const { repl, start, type, resets } = board();
    start();
    type('\x01');
    expect(type('\x04')).toBe('OK\r\n');
    expect(resets()).toBe(1);
    expect(repl.mode).toBe('raw');
    expect(start()).toBe(RAW);
  });

  it('resets when the code exits, without another prompt', () => {
    const { start, type, resets } = board({ 'file: exit()': { kind: 'exit' } });
    start();
    type('\x01');
    expect(type('exit()\x04')).toBe('OK\x04\x04');
    expect(resets()).toBe(1);
  });
});

describe('raw paste', () => {
  it('grants windows of 128 bytes and acknowledges the end', () => {
    const { start, type, runs } = board();
    start();
    type('\x01');
    expect(type('\x05A\x01')).toBe('R\x01\x80\x00\x01');
    expect(type('#'.repeat(127))).toBe('');
    expect(type('#')).toBe('\x01');
    expect(type('#'.repeat(256))).toBe('\x01\x01');
    expect(type('\x04')).toBe('\x04\x04\x04>');
    expect(runs).toEqual([`file: ${'#'.repeat(384)}`]);
  });

  it('passes control characters other than C and D', () => {
    const { start, type, runs } = board();
    start();
    type('\x01\x05A\x01');
    type('\x01\x02\x05\x04');
    expect(runs).toEqual(['file: \x01\x02\x05']);
  });

  it('is interrupted by Ctrl-C', () => {
    const { start, type, runs } = board();
    start();
    type('\x01\x05A\x01');
    expect(type('abc\x03')).toBe('\x04\x04KeyboardInterrupt: \r\n\x04>');
    expect(runs).toEqual([]);
  });

  it('refuses an unknown command', () => {
    const { start, type } = board();
    start();
    type('\x01');
    expect(type('\x05B\x01')).toBe('R\x00>');
  });
});

describe('completion of names', () => {
  const names = namesOf({ abc: { x: {} }, abd: {}, _hidden: {}, impossible: {}, zeta: {} }, ['sys', 'struct', 'os', '_thread']);

  it('goes as far as the names agree', () => {
    expect(complete('x = q', names)).toEqual({ kind: 'none' });
    expect(complete('x = z', names)).toEqual({ kind: 'insert', text: 'eta' });
    expect(complete('a', names)).toEqual({ kind: 'insert', text: 'b' });
  });

  it('lists names in columns', () => {
    expect(complete('x = ab', namesOf({ abc: {}, abd: {} }))).toEqual({ kind: 'choices', listing: '\nabc             abd\n' });
    const long = Object.fromEntries(['a1234567890123', 'a12345678901234', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, {}]));
    expect(complete('', namesOf(long))).toEqual({
      kind: 'choices',
      listing: '\na1234567890123  a12345678901234                 b\nc               d               e               f\n',
    });
  });

  it('shows names with an underscore only when one is typed', () => {
    expect(complete('_', names)).toEqual({ kind: 'insert', text: 'hidden' });
    expect(complete('import _', names)).toEqual({ kind: 'insert', text: 'thread' });
  });

  it('looks into objects', () => {
    expect(complete('print(abc.', names)).toEqual({ kind: 'insert', text: 'x' });
    expect(complete('nothing.', names)).toEqual({ kind: 'none' });
  });

  it('completes modules after import', () => {
    expect(complete('import o', names)).toEqual({ kind: 'insert', text: 's' });
    expect(complete('import s', names)).toEqual({ kind: 'choices', listing: '\nsys             struct\n' });
  });

  it('completes import as the first word', () => {
    expect(complete('imp', namesOf({}))).toEqual({ kind: 'insert', text: 'ort ' });
    expect(complete('x imp', namesOf({}))).toEqual({ kind: 'none' });
    expect(complete('imp', names)).toEqual({ kind: 'insert', text: 'ossible' });
  });
});

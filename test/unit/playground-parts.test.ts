/** Parts of the playground that need no page. */
import { describe, expect, test } from 'vitest';
import { fragmentOf, sharedIn } from '../../examples/playground/address.js';
import { Backlog } from '../../examples/playground/backlog.js';
import { addGestures } from '../../examples/playground/gestures.js';
import { History } from '../../examples/playground/history.js';
import { boardIn } from '../../examples/playground/named-board.js';
import { problemIn, Tracebacks } from '../../examples/playground/problems.js';
import { TimeWindow } from '../../examples/playground/time-window.js';

describe('a program in an address', () => {
  const shared = { program: "print('ü €')\n", setup: '{ "probes": ["X1"] }', board: 'pybd-sf2', pace: '0.1' };

  test.each([
    ['with its board, its speed and what is plugged in', shared],
    ['of half a megabyte', { ...shared, program: '# é\n'.repeat(100_000) }],
    ['that is empty', { ...shared, program: '', setup: '' }],
  ])('comes out as it went in, %s', async (_, each) => {
    const fragment = await fragmentOf(each);
    expect(fragment).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(await sharedIn(fragment)).toEqual(each);
  });

  test('is shorter than itself where it is long', async () => {
    const program = Array.from({ length: 1000 }, (_, i) => `led.toggle()  # the ${i}th time\n`).join('');
    expect((await fragmentOf({ ...shared, program })).length).toBeLessThan(program.length / 2);
  });

  test('is told from none, and from one that has lost or changed something on its way', async () => {
    expect(await sharedIn('')).toBeNull();
    const fragment = await fragmentOf(shared);
    const middle = fragment.length >> 1;
    const changed = fragment.slice(0, middle) + (fragment[middle] === 'a' ? 'b' : 'a') + fragment.slice(middle + 1);
    for (const damaged of [fragment.slice(0, -4), fragment.slice(4), changed, '%', 'about', 'cHJpbnQoMSk'])
      await expect(sharedIn(damaged), damaged).rejects.toThrow();
  });
});

test.each([
  ['{ "board": "pybd-sf2", "wires": [] }', 'pybd-sf2'],
  ['{ "wires": [] }', null],
  ['{ "board": 5 }', null],
  ['null', null],
  ['{ "board": "pybd-', null],
  ['', null],
])('the set-up %s names the board %s', (setup, board) => {
  expect(boardIn(setup)).toBe(board);
});

describe('tracebacks in the output', () => {
  const found = (text: string, piece = text.length) => {
    const tracebacks = new Tracebacks();
    const bytes = new TextEncoder().encode(text);
    return Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) =>
      tracebacks.take(bytes.subarray(i * piece, (i + 1) * piece)),
    ).flat();
  };
  const head = 'Traceback (most recent call last):\r\n';
  const place = (file: string, line: number, block = '<module>') => `  File "${file}", line ${line}, in ${block}\r\n`;

  test.each([1, 7, 1000])('tell the innermost line of main.py, and the message, in pieces of %i bytes', (piece) => {
    const text = `before\r\n${head}${place('main.py', 9)}${place('main.py', 4, 'ü')}${place('lib/x.py', 2, 'f')}ValueError: no\r\nafter\r\n`;
    expect(found(text, piece)).toEqual([{ line: 4, message: 'ValueError: no' }]);
  });

  test('tell where the syntax is wrong', () => {
    expect(found(`${head}  File "main.py", line 2\r\nSyntaxError: invalid syntax\r\n`)).toEqual([
      { line: 2, message: 'SyntaxError: invalid syntax' },
    ]);
  });

  test('tell nothing of what is not in main.py, nor of the user who interrupts', () => {
    expect(found(`${head}${place('<stdin>', 1)}NameError: name 'x' isn't defined\r\n`)).toEqual([]);
    expect(found(`${head}${place('main.py', 3)}KeyboardInterrupt: \r\n`)).toEqual([]);
    expect(found(`  File "main.py", line 3, in f\r\nValueError: printed by the program\r\n`)).toEqual([]);
  });
});

test('an error in an interrupt is told with its place, why, and what to do instead', () => {
  const report = { t: 0n, kind: 'failed', source: 'Timer(4)', callback: 'tick', exception: 'MemoryError: full', hint: null } as const;
  const place = { file: 'main.py', line: 3, block: 'tick', text: '    return [timer]', start: 11, end: 18 };
  const rest = { why: 'a list', instead: 'make it before', afterwards: 'no callback' };
  expect(problemIn({ ...report, ...rest, places: [{ ...place, file: 'lib/x.py', line: 1 }, place] })).toMatchObject({
    line: 3,
    start: 11,
    end: 18,
    message: 'MemoryError: full (in tick, called by Timer(4))\nWhy: a list.\nInstead: make it before.\nNow: no callback.',
  });
  expect(problemIn({ ...report, ...rest, kind: 'lost', exception: null, places: [] })).toMatchObject({ line: 0 });
});

describe('a window over time', () => {
  const made = (now: number) => Object.assign(new TimeWindow(), { left: 100, width: 1100, now });

  test('follows the present until it is moved, and again when it is told to', () => {
    const window = made(5e9);
    expect([window.right, window.span, window.xOf(5e9), window.at(100)]).toEqual([5e9, 2e9, 1100, 3e9]);
    window.move(250);
    window.now = 7e9;
    expect([window.right, window.follows]).toEqual([4.5e9, false]);
    window.follow();
    expect(window.right).toBe(7e9);
  });

  test('keeps the place at which it is zoomed, within what can be seen', () => {
    const window = made(5e9);
    const at = window.at(600);
    window.zoom(0.1, 600);
    expect([window.span, Math.round(window.at(600))]).toEqual([2e8, at]);
    for (let i = 0; i < 100; i++) window.zoom(0.5);
    expect(window.span).toBe(500);
  });

  test('shows less time in slow motion, unless somebody has chosen how much', () => {
    const window = made(5e9);
    window.suit(0.001);
    expect(window.span).toBe(2e6);
    window.zoom(2);
    window.suit(1);
    expect(window.span).toBe(4e6);
  });
});

describe('output on its way to a terminal', () => {
  test('is left out while too much waits, and that is told', async () => {
    const written: (string | number)[] = [];
    const dones: (() => void)[] = [];
    const backlog = new Backlog((output, done) => {
      written.push(typeof output === 'string' ? output.trim() : output.length);
      dones.push(done);
    });
    const megabyte = new Uint8Array(1_000_000);
    const shown = [1, 2, 3, 4, 5].map(() => backlog.add(megabyte));
    expect(written).toEqual([1_000_000, 1_000_000, 1_000_000]);
    await Promise.all(shown.slice(3));
    while (dones.length > 0) dones.shift()?.();
    await Promise.all(shown);
    expect(written.at(-1)).toMatch(/^\(2000000 bytes left out/);
    backlog.add(megabyte);
    expect(written.at(-1)).toBe(1_000_000);
  });
});

describe('gestures', () => {
  const made = () => {
    const canvas = Object.assign(new EventTarget(), { setPointerCapture: () => {}, clientWidth: 1100 });
    const window = Object.assign(new TimeWindow(), { left: 100, width: 1100, now: 5e9 });
    const told: string[] = [];
    addGestures(canvas as unknown as HTMLCanvasElement, window, {
      moved: () => {},
      pointed: () => {},
      clicked: (x) => told.push(`clicked ${x}`),
      followed: () => told.push('followed'),
    });
    const send = (type: string, more: object) => canvas.dispatchEvent(Object.assign(new Event(type, { cancelable: true }), more));
    const finger = (type: string, pointerId: number, offsetX: number) => send(`pointer${type}`, { pointerId, offsetX });
    return { window, told, send, finger };
  };

  test('one finger moves, and clicks where it does not', () => {
    const { window, told, finger } = made();
    finger('down', 1, 600);
    finger('move', 1, 602);
    finger('up', 1, 602);
    expect([told, window.right]).toEqual([['clicked 602'], 5e9]);
    finger('down', 1, 600);
    finger('move', 1, 700);
    finger('up', 1, 700);
    expect([told.length, window.right]).toEqual([1, 4.8e9]);
  });

  test('two fingers zoom: what was between them still is', () => {
    const { window, told, finger } = made();
    const [a, b] = [window.at(500), window.at(600)];
    finger('down', 1, 500);
    finger('down', 2, 600);
    finger('move', 2, 800);
    finger('move', 1, 400);
    finger('up', 1, 400);
    finger('up', 2, 800);
    expect([window.at(400), window.at(800)].map(Math.round)).toEqual([a, b].map(Math.round));
    expect([window.span, told]).toEqual([5e8, []]);
  });

  test('the wheel zooms over the plot, and scrolls over the names', () => {
    const { window, send } = made();
    expect(send('wheel', { offsetX: 50, deltaY: 1 })).toBe(true);
    expect(window.span).toBe(2e9);
    expect(send('wheel', { offsetX: 600, deltaY: -1 })).toBe(false);
    expect(window.span).toBe(1.6e9);
  });

  test('keys move, zoom and go back to the present', () => {
    const { window, told, send } = made();
    send('keydown', { key: 'ArrowLeft' });
    expect(window.right).toBeCloseTo(5e9 - 0.22e9, -3);
    send('keydown', { key: '+' });
    expect(window.span).toBe(1.6e9);
    send('keydown', { key: 'End' });
    expect(told).toEqual(['followed']);
  });
});

describe('what the signals did', () => {
  test('has the signals first, then who has the processor: threads, callbacks of interrupts, soft ones, tasks', () => {
    const history = new History();
    history.take([
      { t: 0n, signal: 'LED(4)', value: 0 },
      { t: 0n, signal: 'main', value: 1, actor: 'thread' },
      { t: 5n, signal: 'task blink', value: 1, actor: 'task' },
      { t: 6n, signal: 'soft late', value: 1, actor: 'soft' },
      { t: 7n, signal: 'TIM2 tick', value: 1, actor: 'handler' },
      { t: 7n, signal: 'main', value: 0, actor: 'thread' },
      { t: 8n, signal: 'thread 10', value: 1, actor: 'thread' },
      { t: 9n, signal: 'thread 9', value: 1, actor: 'thread' },
      { t: 9n, signal: 'LED(4)', value: 1 },
    ]);
    const names = ['LED(4)', 'main', 'thread 9', 'thread 10', 'TIM2 tick', 'soft late', 'task blink'];
    expect(history.tracks.map(({ name }) => name)).toEqual(names);
    expect(history.tracks[1]).toMatchObject({ times: [0, 7], values: [1, 0], actor: 'thread' });
  });
});

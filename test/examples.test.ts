/**
 * Every example, on its board, with what its vpyb.json plugs in: what it prints, what the LEDs do in two simulated seconds and what
 * devices show, and have heard, at their end is the golden text in test/examples/ (`UPDATE=1` rewrites it). A second run and a run stopped at every safe
 * point must give the same, byte for byte.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { run as runTwoBoards } from '../examples/two-boards/main.js';
import { type BoardName, MemoryFileTree, PyboardSystem, pictureText, png, type SystemOptions, setUp } from '../src/index.js';

const MS = 1_000_000n;
const LENGTH = 2000n * MS;
/** Of those that take longer to begin. */
const LENGTHS: Readonly<Record<string, bigint>> = {
  'mqtt/main_pybd.py': 6000n * MS,
  'network/main_pybd.py': 10_000n * MS,
  'web-server/main_pybd.py': 7000n * MS,
};

const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const goldens = fileURLToPath(new URL('examples/', import.meta.url));

/** What the world does to the board, at which millisecond. */
const STIMULI: Readonly<Record<string, readonly { readonly at: bigint; readonly act: (system: PyboardSystem) => void }[]>> = {
  'event-driven/main.py': [300n, 700n, 710n].flatMap((at) => [
    { at, act: (system: PyboardSystem) => system.board.switch.press() },
    { at: at + 5n, act: (system: PyboardSystem) => system.board.switch.release() },
  ]),
};

interface Run {
  readonly output: string;
  /** Events as `milliseconds signal value`. */
  readonly trace: readonly string[];
  /** What devices show, as text, by name. */
  readonly pictures: Readonly<Record<string, string>>;
  /** What they have heard, by name. */
  readonly heard: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/** Edges of pins are compared, too, but not kept: a bus makes thousands. */
const PIN_EDGE = / {2}[XYPW]\d+ {2}/;

/** The Python files of an example's folder, as the flash has them. */
function filesBeside(name: string): Record<string, string> {
  const folder = name.slice(0, name.indexOf('/'));
  const files = readdirSync(examples + folder).filter((file) => file.endsWith('.py') && !file.startsWith('main'));
  return Object.fromEntries(files.map((file) => [file, readFileSync(`${examples}${folder}/${file}`, 'utf8')]));
}

interface Settings extends Pick<SystemOptions, 'stopEvery' | 'clock' | 'tier'> {
  /** Absent: the one that the example is for. */
  readonly board?: BoardName;
}

function run(name: string, options: Settings = {}): Run {
  let output = '';
  const trace: string[] = [];
  const decoder = new TextDecoder();
  const board: BoardName = options.board ?? (name.endsWith('main_pybd.py') ? 'pybd-sf2' : 'pybv11');
  const system = new PyboardSystem({
    board,
    firmware: 'threads',
    clock: options.clock ?? 'calibrated',
    seed: 0,
    optimize: 0,
    stopEvery: options.stopEvery,
    tier: options.tier,
    flash: new MemoryFileTree({ ...filesBeside(name), 'main.py': readFileSync(examples + name, 'utf8') }),
    factoryFiles: true,
    shared: null,
    output: (bytes) => {
      output += decoder.decode(bytes, { stream: true });
    },
    newline: '\n',
    program: { kind: 'main' },
    afterwards: 'idle',
    exitResets: true,
  });
  system.trace.subscribe(({ t, signal, value }) => trace.push(`${t / MS}.${String(t % MS).padStart(6, '0')} ms  ${signal}  ${value}`));
  const setup = `${examples}${name.slice(0, name.indexOf('/'))}/vpyb.json`;
  const devices = existsSync(setup) ? setUp(system.board, JSON.parse(readFileSync(setup, 'utf8'))) : new Map<string, never>();
  for (const { at, act } of STIMULI[name] ?? []) {
    system.run(at * MS);
    act(system);
  }
  system.run(LENGTHS[name] ?? LENGTH);
  const shown = [...devices].flatMap(([of, { picture }]) => (picture === undefined ? [] : [[of, picture] as const]));
  return {
    output,
    trace,
    pictures: Object.fromEntries(shown.map(([of, picture]) => [of, pictureText(picture)])),
    heard: Object.fromEntries([...devices].flatMap(([of, { received }]) => (received === undefined ? [] : [[of, received]]))),
    files: Object.fromEntries(shown.map(([of, picture]) => [of, png(picture)])),
  };
}

/** Moments of an LED's changes in nanoseconds, from the first `skip` on. */
function edges({ trace }: Run, led: string, skip: number): bigint[] {
  return trace
    .filter((line) => line.includes(`  ${led}  `))
    .map((line) => BigInt(line.slice(0, line.indexOf(' ')).replace('.', '')))
    .slice(skip);
}

const names = readdirSync(examples)
  .sort()
  // An example of several boards has a main.ts, which runs its programs.
  .filter((folder) => !existsSync(`${examples}${folder}/main.ts`))
  .flatMap((folder) => readdirSync(examples + folder).map((file) => `${folder}/${file}`))
  .filter((name) => /\/main\w*\.py$/.test(name));

for (const name of names) {
  describe(name, () => {
    const first = run(name);
    const pictures = Object.entries({ ...first.pictures, ...first.heard }).map(([of, picture]) => `--- ${of}\n${picture}`);
    const text = `${first.output}---\n${first.trace.filter((line) => !PIN_EDGE.test(line)).join('\n')}\n${pictures.join('')}`;
    const golden = `${goldens}${name.replace('/', '-').replace('.py', '')}.txt`;

    test('does what it did', () => {
      if (process.env.UPDATE === '1' || !existsSync(golden)) writeFileSync(golden, text);
      expect(text).toBe(readFileSync(golden, 'utf8'));
    });

    test('does the same again', () => {
      expect(run(name)).toEqual(first);
    });

    test('does the same when it is stopped at every safe point', () => {
      expect(run(name, { stopEvery: 1 })).toEqual(first);
    });
  });
}

/** Period of the toggles in each technique, and which LEDs toggle. */
const PERIODS = [
  ['round-robin/main.py', 150n, ['LED(3)', 'LED(4)']],
  ['round-robin/main_pybd.py', 150n, ['LED(2)', 'LED(3)']],
  ['timers/main.py', 200n, ['LED(3)', 'LED(4)']],
  ['timers/main_pybd.py', 200n, ['LED(2)', 'LED(3)']],
  ['threads/main.py', 250n, ['LED(3)', 'LED(4)']],
  ['threads/main_pybd.py', 250n, ['LED(2)', 'LED(3)']],
  ['asyncio/main.py', 150n, ['LED(3)', 'LED(4)']],
  ['asyncio/main_pybd.py', 150n, ['LED(2)', 'LED(3)']],
] as const;

describe('the railroad lights keep their period', () => {
  for (const [name, period, leds] of PERIODS) {
    test(name, () => {
      const result = run(name);
      for (const led of leds) {
        const moments = edges(result, led, 4);
        expect(moments.length).toBeGreaterThan(3);
        const [start] = moments;
        moments.forEach((moment, i) => {
          const departure = moment - start - BigInt(i) * period * MS;
          expect(departure < MS && departure > -MS).toBe(true);
        });
      }
    });

    test(`${name}, to the nanosecond on an ideal clock`, () => {
      const result = run(name, { clock: 'ideal' });
      for (const led of leds) {
        const moments = edges(result, led, 4);
        for (let i = 1; i < moments.length; i++) expect(moments[i] - moments[i - 1]).toBe(period * MS);
      }
    });
  }
});

test('the picture in the README is what the display shows', () => {
  const { files } = run('display/main.py');
  expect(decode(readFileSync(new URL('../docs/display.png', import.meta.url)))).toEqual(decode(files.display));
});

/** By how many microseconds the second LED follows the first, which waits for the same tick or interrupt (design of the firmware and prices). */
const FOLLOWS = [
  ['round-robin', 5, 50],
  ['threads', 5, 50],
  ['timers', 5, 50],
  ['asyncio', 100, 400],
] as const;
const ON_BOARDS = [
  ['pybv11', 'main.py'],
  ['pybd-sf2', 'main_pybd.py'],
  ['pybd-sf6', 'main_pybd.py'],
] as const;

describe.each(ON_BOARDS)('on %s', (board, file) => {
  test.each(FOLLOWS)('%s: the second LED follows the first by %d to %d µs', (example, least, most) => {
    const { trace } = run(`${example}/${file}`, { board });
    const moments = trace
      .filter((line) => line.includes('LED') && Number.parseFloat(line) > 100)
      .map((line) => 1000 * Number.parseFloat(line));
    expect(moments.length).toBeGreaterThan(10);
    for (let i = 0; i + 1 < moments.length; i += 2) {
      expect(moments[i + 1] - moments[i]).toBeGreaterThan(least);
      expect(moments[i + 1] - moments[i]).toBeLessThan(most);
    }
  });

  test('the first LED is toggled 5 to 25 µs after the interrupt', () => {
    const system = new PyboardSystem({
      board,
      clock: 'calibrated',
      flash: new MemoryFileTree({ 'main.py': readFileSync(`${examples}timers/${file}`, 'utf8') }),
      afterwards: 'idle',
      output: () => {},
    });
    system.run(1000n * MS);
    const due = system.clock.elapsed(system.board.timers.get(1)?.updates.next);
    const toggles: bigint[] = [];
    system.trace.subscribe(({ t }) => toggles.push(t));
    system.run(1300n * MS);
    const latency = Number((toggles[0] ?? 0n) - due) / 1000;
    expect(latency).toBeGreaterThan(5);
    expect(latency).toBeLessThan(25);
  });

  test.each(FOLLOWS)('%s: the same in either tier', (example) => {
    const name = `${example}/${file}`;
    expect(run(name, { board, tier: 'compiled', stopEvery: 7 })).toEqual(run(name, { board, tier: 'interpreter' }));
  });
});

describe('two-boards', () => {
  const together = (boards: Parameters<typeof runTwoBoards>[1], settings?: Parameters<typeof runTwoBoards>[2]): string => {
    const lines: string[] = [];
    runTwoBoards((line) => lines.push(line), boards, settings);
    return `${lines.join('\n')}\n`;
  };

  test('does what it did', () => {
    const golden = `${goldens}two-boards.txt`;
    const text = together(['pybv11', 'pybd-sf2']);
    if (process.env.UPDATE === '1' || !existsSync(golden)) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  test.each([
    ['pybv11', 'pybd-sf2'],
    ['pybd-sf6', 'pybv11'],
  ] as const)('%s and %s: the same in every run', (...boards) => {
    const first = together(boards);
    expect(first.match(/station.py: \d+ b'\d+ ms/g)?.length).toBe(5);
    expect(together(boards, { stopEvery: 1 })).toBe(first);
    expect(together(boards, { tier: 'compiled', stopEvery: 7 })).toBe(first);
  });
});

/**
 * Two boards on one clock that talk over a serial line and an I2C bus: `npm run build && npx tsx examples/two-boards/main.ts`.
 * The API takes any number of boards.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BoardName, MemoryFileTree, PyboardSystem, type SystemOptions, World } from 'virtual-pyboard';

/** How the boards run; this does not change what they do. */
export type Settings = Pick<SystemOptions, 'stopEvery' | 'tier'>;

/** A board with a file of this folder as its main.py. `print` is called with each line that it prints and each change of its LEDs. */
function board(file: string, name: BoardName, print: (line: string) => void, settings: Settings): PyboardSystem {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  let line = '';
  const system = new PyboardSystem({
    ...settings,
    board: name,
    flash: new MemoryFileTree({ 'main.py': source }),
    newline: '\n',
    afterwards: 'idle',
    output: (bytes) => {
      line += new TextDecoder().decode(bytes);
      if (!line.endsWith('\n')) return;
      print(`${file}: ${line.trimEnd()}`);
      line = '';
    },
  });
  system.booted = () =>
    system.trace.subscribe(({ t, signal, value }) => {
      if (signal.startsWith('LED')) print(`${file}: ${signal} ${value} at ${t} ns`);
    });
  return system;
}

/** Runs both boards for 0.6 s. */
export function run(print: (line: string) => void, boards: readonly [BoardName, BoardName], settings: Settings = {}): void {
  const station = board('station.py', boards[0], print, settings);
  const sensor = board('sensor.py', boards[1], print, settings);
  station.board.uart(4).tx.connect(sensor.board.uart(4));
  sensor.board.uart(4).tx.connect(station.board.uart(4));
  const [[bus], [port]] = [station.board.i2c, sensor.board.i2c];
  if (bus !== undefined) port?.join(bus.bus);
  new World([station, sensor]).run(600_000_000n);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // The reader of the output may stop early: `… | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  run(console.log, ['pybv11', 'pybd-sf2']);
}

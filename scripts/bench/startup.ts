/** What it costs to start: hello world as a whole process, compared with Node doing nothing and MicroPython in WebAssembly. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { milliseconds, ratio, type TableText } from './report.js';

const KINDS = ['node', 'vpyb', 'vpyb, code kept', 'wasm'] as const;
/** Wall-clock milliseconds of a whole process, the best of several. `vpyb` compiles the program; `vpyb, code kept` has run it before. */
export type Startup = Readonly<Record<(typeof KINDS)[number], number>>;

const root = fileURLToPath(new URL('../../', import.meta.url));
const WASM = `import('@micropython/micropython-webassembly-pyscript').then(async ({ loadMicroPython }) => (await loadMicroPython()).runPython("print('hello')"))`;
const HELLO = ['-c', "print('hello')"];

/** Times the processes alternately. */
export function measureStartup(times: number): Startup {
  const commands: Record<keyof Startup, readonly string[]> = {
    node: ['-e', '0'],
    vpyb: ['bin/vpyb.js', 'run', '--no-cache', ...HELLO],
    'vpyb, code kept': ['bin/vpyb.js', 'run', ...HELLO],
    wasm: ['-e', WASM],
  };
  const best = Object.fromEntries(KINDS.map((name) => [name, Number.POSITIVE_INFINITY])) as Record<keyof Startup, number>;
  wall(commands['vpyb, code kept']);
  for (let i = 0; i < times; i++) for (const name of KINDS) best[name] = Math.min(best[name], wall(commands[name]));
  return best;
}

function wall(args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The table. */
export function startupTable(startup: Startup): TableText {
  const rows = KINDS.map((name) => [name, milliseconds(startup[name]), ratio(startup[name] / startup.node)]);
  return { title: 'Hello world, the whole process', head: ['', 'milliseconds', 'times node alone'], rows };
}

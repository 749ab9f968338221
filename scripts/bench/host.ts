/**
 * Runs one program inside this process, for `engines.ts`: `host.ts auto|interpreter|compiled|wasm PROGRAM`. It writes the program's
 * marked lines, to each start and end the time at which it came. The board is that of the build, `dist`.
 */
import { readFileSync } from 'node:fs';
import { threadMilliseconds } from './clock.js';
import { MARK } from './programs.js';

/** Simulated nanoseconds that a program may take: a day. */
const LIMIT = 86_400_000_000_000n;

const [engine = 'auto', path = ''] = process.argv.slice(2);
const source = readFileSync(path, 'utf8');
const lines: string[] = [];
let rest = '';

/** Takes what the program prints, mark by mark. */
function print(text: string): void {
  rest += text;
  for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
    const line = rest.slice(0, end).trimEnd();
    rest = rest.slice(end + 1);
    if (!line.startsWith(MARK)) continue;
    lines.push(/^.(start|end) /.test(line) ? `${line} ${threadMilliseconds()}` : line);
  }
}

async function onWebAssembly(): Promise<void> {
  const { loadMicroPython } = await import('@micropython/micropython-webassembly-pyscript');
  const decoder = new TextDecoder();
  const interpreter = await loadMicroPython({
    heapsize: 8 * 1024 * 1024,
    linebuffer: false,
    stdout: (bytes: Uint8Array) => print(decoder.decode(bytes, { stream: true })),
  });
  interpreter.runPython(source);
}

async function onBoard(): Promise<void> {
  const { MemoryFileTree, PyboardSystem } = (await import(
    new URL('../../dist/index.js', import.meta.url).href
  )) as typeof import('../../src/index.js');
  const decoder = new TextDecoder();
  const system = new PyboardSystem({
    board: 'pybd-sf6',
    firmware: 'threads',
    clock: 'calibrated',
    seed: 0,
    optimize: 0,
    tier: engine as 'auto' | 'interpreter' | 'compiled',
    flash: new MemoryFileTree({ 'boot.py': '', 'main.py': '' }),
    factoryFiles: false,
    shared: null,
    output: (bytes) => print(decoder.decode(bytes, { stream: true })),
    newline: '\n',
    program: { kind: 'code', source, filename: 'program.py' },
    afterwards: 'stop',
    exitResets: false,
  });
  system.run(LIMIT);
  if (system.exit?.kind !== 'ok') throw new Error(`the program did not end well: ${JSON.stringify(system.exit)}`);
}

await (engine === 'wasm' ? onWebAssembly() : onBoard());
process.stdout.write(`${lines.join('\n')}\n`);

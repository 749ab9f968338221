/**
 * Bundles the package into dist/: start.cjs, cli.cjs and its late parts for bin/vpyb.js, index.js, node.js and browser.js for importers.
 * Bundling also writes the interpreter's opcodes as numbers: V8 makes a jump table of a `switch` on literals only.
 * `npm run build` makes the JavaScript, as `npm ci` does; `--declarations` adds the types, as `npm pack` and `npm publish` do.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { buildInParts, type Foundations, type LateParts } from './late-parts.js';
import { lessOhm, OHM_KERNEL } from './less-ohm.js';
import { renewFolder } from './renew-folder.js';
import { train } from './training.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Placeholder in a program for the name of its build, until its content is known. */
const NO_BUILD = '0123456789abcdef';
const ENTRIES = { index: 'src/index.ts', node: 'src/node.ts', browser: 'src/browser.ts' };
/** What a page needs of `browser` if its board lives in a Worker: in a separate file, so that the page does not load the board, too. */
const PAGE = { page: 'src/hosts/browser/remote-board.ts' };

/** What not every run needs, grouped by what is needed together (scripts/late-parts.ts). */
export const LATE: LateParts = {
  compiler: ['src/compiler/compile.ts', 'src/syntax/parse.ts', 'src/system/board-constants.ts'],
  machinecode: [
    'src/compiler/inline-assembler.ts',
    'src/compiler/machine-code.ts',
    'src/modules/asm-thumb/functions.ts',
    'src/mpy/load.ts',
  ],
  grammar: ['src/syntax/ohm.ts'],
  jit: ['src/jit/compiled-tier.ts', 'src/jit/show.ts'],
  hardware: [
    'src/board/rtc/control.ts',
    'src/board/timer/slave.ts',
    'src/board/timer/trigger.ts',
    'src/modules/machine/module.ts',
    'src/modules/pyb/module.ts',
    'src/modules/stm.ts',
    'src/modules/_onewire.ts',
    'src/modules/addressed-memory.ts',
  ],
  library: [
    'src/font-8x8.ts',
    'src/modules/_asyncio/module.ts',
    'src/modules/_thread.ts',
    'src/modules/array.ts',
    'src/modules/binascii.ts',
    'src/modules/cmath.ts',
    'src/modules/collections.ts',
    'src/modules/cryptolib/module.ts',
    'src/modules/deflate/module.ts',
    'src/modules/errno.ts',
    'src/modules/framebuf/module.ts',
    'src/modules/gc.ts',
    'src/modules/hashlib.ts',
    'src/modules/heapq.ts',
    'src/modules/micropython/module.ts',
    'src/modules/marshal.ts',
    'src/modules/math.ts',
    'src/modules/network/module.ts',
    'src/modules/os.ts',
    'src/modules/platform.ts',
    'src/modules/random.ts',
    'src/modules/select.ts',
    'src/modules/socket.ts',
    'src/modules/string.ts',
    'src/modules/struct.ts',
    'src/modules/uctypes/module.ts',
    'src/modules/weakref/module.ts',
    'src/modules/websocket.ts',
    'src/modules/json.ts',
    'src/modules/re/module.ts',
    'src/modules/vfs/fat.ts',
    'src/modules/vfs/lfs.ts',
    'src/files/find-system.ts',
    'src/files/fat/layout.ts',
    'src/embedded/stdlib-code.ts',
  ],
  network: [
    'src/board/wlan/make-wlan.ts',
    'src/modules/lwip/module.ts',
    'src/modules/_webrepl.ts',
    'src/modules/network/radio.ts',
    'src/devices/network/plug-network.ts',
  ],
  bluetooth: ['src/board/bluetooth/make-bluetooth.ts', 'src/modules/bluetooth/module.ts'],
  tls: ['src/modules/tls/module.ts', 'src/net/secure.ts'],
  passage: ['src/cli/open-passage.ts'],
  pictures: ['src/devices/displays/png.ts'],
  debug: ['src/system/debugged-machine.ts', 'src/cli/debug.ts'],
  tools: [
    'src/cli/activity-table.ts',
    'src/cli/boards.ts',
    'src/cli/coverage.ts',
    'src/cli/plug-in.ts',
    'src/cli/unreached.ts',
    'src/cli/devices.ts',
    'src/cli/help.ts',
    'src/cli/inspect.ts',
    'src/cli/inspect-arguments.ts',
    'src/cli/listen.ts',
    'src/cli/listen-arguments.ts',
    'src/cli/profile-table.ts',
    'src/cli/race.ts',
    'src/cli/race-arguments.ts',
    'src/cli/test.ts',
    'src/cli/test-arguments.ts',
    'src/cli/version.ts',
    'src/sim/schedule.ts',
    'src/system/reports/explain.ts',
    'src/system/reports/misreading.ts',
    'src/system/reports/unanswered.ts',
    'src/system/counting/file-coverage.ts',
    'src/system/counting/lcov.ts',
    'src/system/make-activity.ts',
    'src/hosts/node/trace-file.ts',
  ],
};

/** Parts that are loaded only where another is needed, too. */
const FOUNDATIONS: Foundations = { machinecode: 'compiler', passage: 'network' };

/** Modules that would cost more in a late part: there, each use of `heap` and `current`, whose values change, would be a call. */
const ALWAYS = ['src/jit/helpers.ts'];

const OPTIONS: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  ignoreAnnotations: true, // `sideEffects: false` is meant for importers; our own modules register things with each other.
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  // Ohm without its reader of grammars: ours has been read already. fflate without the workers of its Node variant, which a page does not have.
  alias: { 'ohm-js': OHM_KERNEL, fflate: 'fflate/browser' },
  plugins: [lessOhm],
};

/** A program for `start` is the text of a function, all of it: to wrap the text when it starts would cost a copy. */
export const PROGRAM_HEAD = '(function (exports, require, module, __filename, __dirname, vpybLink) { ';
export const PROGRAM_END = '})';

/** Builds all JavaScript into an empty folder. */
export async function bundle(folder: string): Promise<void> {
  await Promise.all([bundleStart(folder), bundleCommand(folder), bundleModules(folder)]);
}

/** Builds the command as CommonJS: it starts sooner, and start.cjs can keep what V8 makes of it. */
export async function bundleCommand(folder: string): Promise<void> {
  await bundleProgram('cli', 'src/cli/main.ts', folder);
}

/** Builds a program for `start`. */
export async function bundleProgram(name: string, entry: string, folder: string): Promise<void> {
  const options: BuildOptions = {
    ...OPTIONS,
    outdir: folder,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    banner: {
      js: `${PROGRAM_HEAD}const vpybBuild = "${NO_BUILD}", importMeta = { get url() { return require("node:url").pathToFileURL(__filename).href; } };`,
    },
    footer: { js: PROGRAM_END },
    define: { 'import.meta.url': 'importMeta.url' },
    minifyIdentifiers: true, // Shorter text is read sooner.
  };
  const digest = createHash('sha256');
  const texts = new Map<string, string>();
  for (const path of await buildInParts(options, name, entry, LATE, ALWAYS, FOUNDATIONS)) {
    const text = readFileSync(path, 'utf8');
    // `start` reads it byte by byte (latin1). esbuild escapes everything except what stands in regular expressions.
    if (/[^\0-\x7f]/.test(text)) throw new Error(`${path}: not all ASCII`);
    texts.set(path, text);
    digest.update(text);
  }
  const build = digest.digest('hex').slice(0, NO_BUILD.length);
  for (const [path, text] of texts) writeFileSync(path, text.replace(NO_BUILD, build));
}

/** Builds what starts such programs. */
export async function bundleStart(folder: string): Promise<void> {
  await build({
    ...OPTIONS,
    entryPoints: { start: 'src/cli/start.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    sourcemap: false,
  });
}

/**
 * The runs for which V8 compiles when the package is built. `least`: the least that every run does, first without and then with the kept
 * Code of its files; `further`: more.
 */
const TRAINING = {
  least: [
    ['run', '-c', "print('hello')"],
    ['run', '-c', "print('hello')"],
  ],
  further: [['run', '--for', '1s', 'examples/timers/main.py']],
};

/** Builds the modules that importers see. */
export async function bundleModules(folder: string): Promise<void> {
  await build({
    ...OPTIONS,
    // Importers read it in a debugger, and see its lines in errors.
    minifyWhitespace: false,
    entryPoints: { ...ENTRIES, ...PAGE },
    outdir: folder,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
  });
}

const TYPES = '--target ES2022 --lib ES2022 --module NodeNext --strict';

/** Writes the types of what importers see, and checks that they stand alone: importers may have no `@types/node`, and may check them. */
function declarations(folder: string): void {
  tsc(`${TYPES} --declaration --emitDeclarationOnly --rootDir src --types node --skipLibCheck`, [
    '--outDir',
    folder,
    ...Object.values(ENTRIES),
  ]);
  const emitted = ['index', 'node'].map((entry) => join(folder, `${entry}.d.ts`));
  tsc(`${TYPES} --noEmit`, ['--typeRoots', join(folder, 'none'), ...emitted]);
}

function tsc(options: string, words: readonly string[]): void {
  const command = [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...options.split(' '), ...words];
  if (spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status !== 0) throw new Error('tsc found errors');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const dist = join(root, 'dist');
  await renewFolder(dist, async (folder) => {
    await bundle(folder);
    if (process.argv.includes('--declarations')) declarations(folder);
  });
  // Only in its final place: what V8 makes of a script holds the script's path, which errors show.
  train(join(dist, 'cli.cjs'), TRAINING, (exercise) => ['run', exercise]);
}

/** Runs a script on the simulated board: the one function through which every script test reaches the public API. */
import { type BoardName, type FirmwareName, MemoryFileTree, PyboardSystem, type SystemOptions } from '../../src/index.js';
import { type Outcome, SCRIPT_FILENAME } from './script.js';

/** How to run a script. */
export interface RunOptions {
  /** `pybv11`, `pybd-sf2` or `pybd-sf6`. */
  readonly board: string;
  /** Absent: the default. */
  readonly firmware?: FirmwareName;
  /** Stop the program at every n-th safe point and resume it; absent: only where the simulation stops it. */
  readonly stopEvery?: number;
  /** Simulated nanoseconds after which a script that has not ended is aborted; absent: half a minute. */
  readonly limit?: bigint;
  /** What `boot.py` does besides importing the board's modules. */
  readonly boot?: string;
  /** What runs the code; absent: the default. */
  readonly tier?: SystemOptions['tier'];
  readonly clock?: SystemOptions['clock'];
  readonly turns?: SystemOptions['turns'];
  /** Whether the trace shows who has the processor. */
  readonly activity?: boolean;
  /** Absent: 0. */
  readonly seed?: number;
  /** How many nanoseconds the host lets the board run each time; absent: to the end at once. */
  readonly slice?: () => bigint;
}

/** Everything observable of a run. */
export interface MachineOutcome {
  readonly output: string;
  readonly state: string;
  readonly exit: unknown;
  readonly cycles: number;
  readonly nanos: bigint;
  readonly heap: number;
  /** Every event, with its moment. */
  readonly trace: readonly string[];
}

const LIMIT = 30_000_000_000n;
/** What is on the flash of a fresh board. */
const FLASH = { 'boot.py': 'import machine\nimport pyb\n', 'main.py': '' };

/** Runs a program to its end and returns everything observable. */
export function runMachine(source: string, options: RunOptions): MachineOutcome {
  const { system, run } = machine(source, options);
  const trace: string[] = [];
  system.trace.subscribe(({ t, signal, value }) => trace.push(`${t} ${signal} ${value}`));
  const { state, output } = run();
  return { output, state, exit: system.exit, cycles: system.clock.cycles, nanos: system.elapsed, heap: system.memory.used, trace };
}

/** Runs a program to its end on a fresh board, under the name `SCRIPT_FILENAME`, in simulated time and with no host behind it. */
export function runScript(source: string, options: RunOptions): Outcome {
  const { system, run } = machine(source, options);
  const { state, output } = run();
  const { exit } = system;
  if (exit === null) throw new Error(`the script did not end: ${state}\n${output}`);
  if (exit.kind !== 'exception') return { output, exception: null };
  return { output: output.slice(0, output.length - exit.report.length), exception: exit.report };
}

function machine(source: string, options: RunOptions): { system: PyboardSystem; run: () => { state: string; output: string } } {
  let output = '';
  const decoder = new TextDecoder();
  const system = new PyboardSystem({
    board: options.board as BoardName,
    firmware: options.firmware,
    clock: options.clock ?? 'calibrated',
    seed: options.seed ?? 0,
    turns: options.turns,
    activity: options.activity,
    optimize: 0,
    stopEvery: options.stopEvery,
    tier: options.tier,
    flash: new MemoryFileTree({ ...FLASH, 'boot.py': `${FLASH['boot.py']}${options.boot ?? ''}` }),
    factoryFiles: false,
    shared: null,
    output: (bytes) => {
      output += decoder.decode(bytes, { stream: true });
    },
    newline: '\n',
    program: { kind: 'code', source, filename: SCRIPT_FILENAME },
    afterwards: 'stop',
    exitResets: false,
  });
  return {
    system,
    run: () => {
      const limit = options.limit ?? LIMIT;
      // Ends natives, too, that never come to a safe point which allows a stop.
      system.endsAt = limit;
      const { slice } = options;
      const next = (): bigint => {
        const until = slice === undefined ? limit : system.elapsed + slice();
        return until < limit ? until : limit;
      };
      let state = system.run(next());
      while (state === 'moment' && system.elapsed < limit) state = system.run(next());
      return { state, output };
    },
  };
}

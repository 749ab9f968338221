/** `vpyb run` and `vpyb repl`: sets a board up as the command line says, runs it, and reports how it went. */
import { BOARDS } from '../board/boards.js';
import { ResetMode } from '../board/reset.js';
import { Input } from '../hosts/node/input.js';
import { LedLine, wantsColour } from '../hosts/node/led-line.js';
import { Output } from '../hosts/node/output.js';
import { isTerminal } from '../hosts/node/terminal.js';
import { endedByTimeout } from '../hosts/node/time-limit.js';
import { openTrace, type TraceWriter, toldTrace } from '../hosts/node/trace-file.js';
import { wallMs } from '../hosts/node/wall-clock.js';
import type { Program } from '../system/program.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { missingParts, type Ways } from '../system/reports/missing.js';
import { swampedText } from '../system/reports/swamped.js';
import { scheduleText } from '../system/setup/schedule-text.js';
import { knotText } from '../testing/failure.js';
import { activityTable } from './activity-table.js';
import { codeStore } from './code-store.js';
import { checkCoverageFile, reportCoverage } from './coverage.js';
import { type DebugServer, debugServer, withKeptFiles } from './debug.js';
import { Failure, hostFailure, Status, say } from './fail.js';
import { makeSystem } from './make-system.js';
import { openPassage } from './open-passage.js';
import type { TraceFile } from './outputs.js';
import { refuseWithoutRadio } from './passage-arguments.js';
import { profileTable } from './profile-table.js';
import { load } from './program.js';
import type { RunRequest } from './run-arguments.js';
import { Saving } from './save.js';
import { savedText } from './saved-text.js';
import { Session } from './session.js';
import { prepare, type SettledRun, settle } from './setup.js';
import { takeAll } from './steps.js';
import { unreachedText } from './unreached.js';
import { Watch } from './watch.js';

/** The ways of starting that USR chooses when held while the board starts, in words. */
const MODES: Readonly<Record<Exclude<ResetMode, ResetMode.NORMAL>, string>> = {
  [ResetMode.SAFE]: 'USR was held while the board started: in safe mode, neither boot.py nor main.py runs',
  [ResetMode.FACTORY]: "USR was held while the board started: its flash was reset, with the factory's boot.py and main.py",
  [ResetMode.BOOTLOADER]: 'USR was held while the board started: it is in its bootloader',
};

/** How long to wait for a reader that takes nothing if the run has to end. */
const PATIENCE_MS = 1000;

/** Runs a board; returns the exit status. */
export async function run(asked: RunRequest): Promise<number> {
  const given = load(asked.program, asked.interactive);
  const request: SettledRun = { ...asked, ...settle(asked) };
  if (request.passage !== null) refuseWithoutRadio(request.passage, request.board);
  const loaded = request.debug === null ? given : withKeptFiles(given);
  const atTerminal = isTerminal(0) && isTerminal(1) && request.program.kind !== 'stdin';
  const isProgram = request.program.kind === 'path' || request.program.kind === 'stdin';
  const hasPrompt = request.interactive || request.program.kind === 'repl' || (atTerminal && request.until === null && isProgram);
  const endsWithProgram = !hasPrompt && request.until === null;
  if (request.coverage !== null) checkCoverageFile(request.coverage);
  const output = new Output(1, isTerminal(1));
  const saving = request.save === null ? null : new Saving(request.save, loaded.flash);
  const options = {
    flash: saving?.flash ?? loaded.flash,
    output: (bytes: Uint8Array) => output.add(bytes),
    newline: request.raw ? '\r\n' : '\n',
    afterwards: hasPrompt ? 'prompt' : endsWithProgram ? 'stop' : 'idle',
    exitResets: !request.exitEndsCommand && (atTerminal || hasPrompt),
    store: request.caches ? codeStore() : null,
  } as const;
  const system = makeSystem(options, loaded, request);
  const pluggedIn = prepare(system.board, request);
  const { writePictures, planned } = pluggedIn;
  saving?.begin(system.board.sdSlot);
  const watch: Watch = new Watch(
    {
      until: request.until,
      verbose: request.verbose,
      leds: ledLine(request),
      traces: openTraces(request.traces, (text) => watch.show(text)),
    },
    system,
    output,
    wallMs,
  );
  if (request.explain) watch.explain();
  else watch.offerExplanations();
  if (request.verbose) say(`vpyb: ${describe(request)}\n`);
  if (hasPrompt && atTerminal) say('vpyb: Ctrl-C stops the program, Ctrl-D at the prompt restarts it, Ctrl-] or Ctrl-X leaves\n');
  const again = (): PyboardSystem => {
    if (request.passage !== null) throw new Failure('there is no way back: real programs take part in this run', Status.usage);
    const another = makeSystem({ ...options, flash: loaded.flash, output: () => {} }, loaded, request);
    prepare(another.board, request);
    return another;
  };
  const client = request.debug === null ? null : debugServer(request.debug, { system, program: request.program, again });
  const maxWallMs = request.maxWall === null ? null : Number(request.maxWall) / 1e6;
  const passage = request.passage && openPassage(system, request.passage, (text) => watch.tell(`vpyb: ${text}\n`));
  const session = new Session(
    {
      until: request.until,
      pace: request.pace ?? (passage !== null || (atTerminal && request.until === null) ? 1 : Number.POSITIVE_INFINITY),
      maxWallMs,
      hasPrompt,
      isClientLine: request.raw,
    },
    {
      ...{ system, output, watch, passage },
      outbound: [system.board, pluggedIn],
      openInput: (listener) => new Input(listener),
      inputIsTerminal: isTerminal(0),
      hear: () => client?.hear(),
    },
  );
  const status = await begin(session, client, maxWallMs).catch(async (error) => {
    await output.drained(); // What the board has printed is not lost, whatever has gone wrong.
    throw error;
  });
  if (status === Status.maxWall) watch.message(stoppedText(session.wallMs, system));
  if (endsWithProgram && status === Status.ok) sayWhoWouldGoOn(system, watch);
  if (system.exit?.kind === 'exit' && system.exit.message !== null) watch.message(`SystemExit: ${system.exit.message}`);
  if (system.knot.length > 0) watch.message(knotText(system.knot));
  if (system.resets > 0 && !hasPrompt) watch.message(endedByReset(loaded.program, system) ? ONCE : resetsText(system.resets));
  const isCutShort = hasPrompt || status >= Status.maxWall || system.exit?.kind === 'exception';
  const unreached = isCutShort || planned.length === 0 ? null : unreachedText(planned, system.elapsed);
  if (unreached !== null) watch.message(unreached);
  for (const text of missingParts(system, undefined, WAYS)) watch.message(text);
  const saved = savedText(system);
  if (saved !== null) watch.message(saved);
  if (system.resetMode !== ResetMode.NORMAL) watch.message(MODES[system.resetMode]);
  if (system.isInBootloader) watch.message("the board has left Python for its chip's bootloader (DFU), which is not simulated");
  // A run that was cut short, or that has a limit of real time, does not wait for a reader that has stopped reading.
  if (status >= Status.maxWall || request.maxWall !== null) output.patienceMs = PATIENCE_MS;
  const tell = (table: string): void => watch.tell(`vpyb: ${table}`);
  try {
    await takeAll([
      () => watch.finish(),
      () => request.profile && tell(profileTable(system.profile, system.elapsed)),
      () => request.activity && tell(activityTable(system.load, system.elapsed)),
      () => request.coverage !== null && reportCoverage(request.coverage, system.coverage, { tell, origins: loaded.origins }),
      writePictures,
      () => system.closeFiles(), // As the soft reset does with which a client begins to fetch files.
      () => saving?.finish(),
    ]);
  } finally {
    watch.endLine();
    passage?.close();
    client?.end(status);
  }
  return output.hasGivenUp && status < Status.maxWall ? Status.maxWall : status;
}

/** Runs a session once its debugger has connected. The run's time limit also holds while it waits for the debugger. */
async function begin(session: Session, client: DebugServer | null, maxWallMs: number | null): Promise<number> {
  if (client === null) return session.run();
  say(`vpyb: waiting for a debugger on 127.0.0.1:${client.port}\n`);
  let goesOn = false;
  const wait = (): void => {
    goesOn = client.begin(session);
  };
  if (endedByTimeout(wait, maxWallMs)) return Status.maxWall;
  return goesOn ? session.run() : Status.interrupted;
}

/** Says that a run has reached its limit of real time, and whether it was the program that ran. */
function stoppedText(wallMs: number, { board }: PyboardSystem): string {
  const swamped = swampedText(board);
  return `stopped by --max-wall after ${(wallMs / 1000).toFixed(1)} s${swamped === null ? '' : `; ${swamped}`}`;
}

/** Tells the user which timers and interrupts would continue on a real board, where time goes on after the program. */
function sayWhoWouldGoOn({ callers, exit }: PyboardSystem, watch: Watch): void {
  if (exit?.kind !== 'ok' || callers.length === 0) return;
  watch.message(`the program has ended, and the run with it: ${callers.join(', ')} would go on; with --for 10s the run lasts 10 s`);
}

/** Whether a program that runs only once has reset its board, which has restarted by now: a board in standby has not yet. */
const endedByReset = ({ kind }: Program, { board }: PyboardSystem): boolean =>
  kind !== 'main' && kind !== 'none' && !board.stopMode.isActive;

const ONCE = 'the program has reset its board and is over: code given by -c or -m runs only once';

/** Says how often the board was reset: a board that restarts all the time prints little, and looks as if it did nothing. */
const resetsText = (resets: number): string => `the board was reset ${resets === 1 ? 'once' : `${resets} times`}`;

/** How a user of the command plugs things in. */
const WAYS: Ways = {
  device: "plug one in with --device ('vpyb devices' lists them)",
  card: 'use --device card=sd-card',
  accessPoint: 'set one up with --device or in vpyb.json: docs/network.md',
  board: (name) => `--board ${name}, or "board" in vpyb.json`,
  firmware: (name) => `--firmware ${name}, or "firmware" in vpyb.json`,
};

/** Opens the traces. `tell` writes a trace that is shown event by event to standard error. */
function openTraces(files: readonly TraceFile[], tell: (text: string) => void): TraceWriter[] {
  return files.map(({ path, format }) => {
    if (path === '-') return toldTrace(tell);
    try {
      return openTrace(path, format);
    } catch (error) {
      throw hostFailure(`--trace ${path}`, error);
    }
  });
}

/** Returns the line of LEDs for terminals that can draw it; null if the exact bytes of the serial line go there. */
function ledLine(request: SettledRun): LedLine | null {
  if (!isTerminal(2) || process.env.TERM === 'dumb' || request.raw) return null;
  const colours = BOARDS[request.board].leds.map(({ colour }) => colour);
  return new LedLine(2, colours, wantsColour(process.env, true), () => process.stderr.columns);
}

function describe({ board, firmware, clock, seed, turns }: SettledRun): string {
  const { title, mcu } = BOARDS[board];
  return `${board} (${title} with ${mcu}), firmware ${firmware}, clock ${clock}, seed ${seed}${turns === 'board' ? '' : `, turns ${turns === 'random' ? turns : scheduleText(turns)}`}`;
}

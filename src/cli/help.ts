/** What `vpyb --help` prints. */
import { OPTION_LIST } from './options.js';

const HEAD = `usage: vpyb [run] [options] FILE.py | DIR | - | -c CODE | -m MODULE
       vpyb repl [options]
       vpyb ast | symbols | dis [--js] FILE.py
       vpyb boards | devices

Runs MicroPython on a simulated pyboard.
  run       boot a fresh board with FILE.py as its main.py, or with the folder as its flash
            (without hidden entries: .git, __pycache__)
  repl      the board's prompt (Ctrl-] leaves it)
  ast, symbols, dis
            show a program's syntax tree, its names, its bytecode
  boards, devices
            what can be simulated, what can be plugged in

options:
`;

const TAIL = `
The board's output goes to standard output, everything else to standard error.
What is piped in is there when the program looks for it: the simulated clock waits for it, so that
the host's does not matter. A client (--raw, --pace) types in its own time; --pace real suits its time-outs.
Folders in MICROPYPATH, separated by colons, are imported from as if they were /flash/lib.
Exit status: 0; 1 uncaught exception in main.py or boot.py; the status of SystemExit where it ends the
command; 2 usage; 70 internal error; 74 the
output, a trace or another file could not be written (the disk is full); 124 --max-wall; 130 Ctrl-C.
`;

/** The whole text. */
export function helpText(): string {
  const rows = OPTION_LIST.map(([name, { short, value, help }]) => {
    const argument = value === undefined ? '' : ` ${value}`;
    return [`  ${short === undefined ? '    ' : `-${short}, `}--${name}${argument}`, help];
  });
  const width = Math.max(...rows.map(([spelling]) => spelling.length)) + 2;
  return HEAD + rows.map(([spelling, help]) => `${spelling.padEnd(width)}${help}\n`).join('') + TAIL;
}

/**
 * The board's prompt as pure logic: bytes in, text and code to run out (shared/runtime/pyexec.c).
 * It has the friendly prompt with paste mode, the raw prompt, and raw paste with its flow control.
 * Not simulated: that the compiler reads a raw paste while it arrives; so a syntax error never ends one early.
 */
import { CR, CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E } from '../../control-bytes.js';
import { needsMoreInput } from '../../syntax/repl.js';
import { complete, type Names } from './completion.js';
import { ENTER, Readline } from './readline.js';

/** How source is compiled: `single` shows the values of expressions, `file` does not. */
export type SourceKind = 'single' | 'file';

/** How code ended. `report`: the exception as the board prints it, `\n` line ends. */
export type ReplResult = { readonly kind: 'normal' | 'exit' } | { readonly kind: 'exception'; readonly report: string };

/** What the prompt needs from the board. */
interface ReplPort {
  /** `MicroPython v… on …; board with chip`. */
  readonly banner: string;
  /** Sends text; `\n` stands for the console's line end. */
  write(text: string): void;
  /** Sends bytes as they are. */
  writeBytes(bytes: Uint8Array): void;
  /** `sys.ps1` or `sys.ps2`. */
  prompt(which: 'ps1' | 'ps2'): string;
  /** Whether the line editor has keys for words. */
  readonly movesByWords: boolean;
  /** Returns the names that Tab completes. */
  names(): Names<unknown>;
  /** Runs UTF-8 source in `__main__`; `Repl.finished` is called with how it ended. */
  execute(source: Uint8Array, kind: SourceKind): void;
  /** Returns what is printed after a run at the friendly prompt if a program has asked for it (`pyb.repl_info`); otherwise ''. */
  runInfo(): string;
  /** Resets the board softly; `Repl.start` is called once it has restarted. */
  softReset(): void;
}

const PASTE_WINDOW = 128;
const END = '\x04';
const RAW_HEADER = 'raw REPL; CTRL-B to exit\n';
const PASTE_HEADER = '\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\n=== ';
const PASTE_PROMPT = '\n=== ';

type State = 'idle' | 'running' | 'statement' | 'continuation' | 'paste' | 'raw' | 'raw-paste';

/** One board's prompt. It takes bytes while `awaitsInput`. A soft reset keeps the mode. */
export class Repl {
  /** In raw mode a soft reset does not run main.py. */
  mode: 'friendly' | 'raw' = 'friendly';

  readonly #readline: Readline;
  #state: State = 'idle';
  /** What paste mode, the raw prompt or a raw paste has received. */
  #received: number[] = [];
  /** Bytes until the next window of a raw paste is granted. */
  #window = 0;

  constructor(private readonly port: ReplPort) {
    const terminal = { write: (text: string) => port.write(text), complete: (beginning: string) => complete(beginning, port.names()) };
    this.#readline = new Readline(terminal, port.movesByWords);
  }

  /** Whether a byte can be fed: the board is up and no code is running. */
  get awaitsInput(): boolean {
    return this.#state !== 'idle' && this.#state !== 'running';
  }

  /** Opens the prompt after a reset: banner or raw header. The history is empty. */
  start(): void {
    this.#readline.clearHistory();
    if (this.mode === 'raw') this.#startRaw();
    else this.#startFriendly();
  }

  /** Takes a byte from the console. */
  feed(byte: number): void {
    switch (this.#state) {
      case 'statement':
        this.#feedStatement(byte);
        break;
      case 'continuation':
        this.#feedContinuation(byte);
        break;
      case 'paste':
        this.#feedPaste(byte);
        break;
      case 'raw':
        this.#feedRaw(byte);
        break;
      case 'raw-paste':
        this.#feedRawPaste(byte);
        break;
      default:
        throw new Error(`a byte for a prompt that is ${this.#state}`);
    }
  }

  /** The code handed to `execute` has ended. */
  finished(result: ReplResult): void {
    const { port } = this;
    if (this.mode === 'raw') port.write(END);
    if (result.kind === 'exception') port.write(result.report);
    port.write(this.mode === 'raw' ? END : port.runInfo());
    if (result.kind === 'exit') this.#reset();
    else if (this.mode === 'raw') this.#awaitRaw();
    else this.#awaitStatement();
  }

  #startFriendly(): void {
    this.mode = 'friendly';
    this.port.write(`${this.port.banner}\nType "help()" for more information.\n`);
    this.#awaitStatement();
  }

  #startRaw(): void {
    this.mode = 'raw';
    this.port.write(RAW_HEADER);
    this.#awaitRaw();
  }

  #awaitStatement(): void {
    this.#state = 'statement';
    this.#readline.begin(this.port.prompt('ps1'));
  }

  #awaitRaw(): void {
    this.#state = 'raw';
    this.#received = [];
    this.port.write('>');
  }

  #reset(): void {
    this.#state = 'idle';
    this.port.softReset();
  }

  #execute(source: Uint8Array, kind: SourceKind): void {
    this.#state = 'running';
    this.port.execute(source, kind);
  }

  #feedStatement(byte: number): void {
    const end = this.#readline.feed(byte);
    if (end === null) return;
    if (end !== ENTER) this.#command(end);
    else if (this.#readline.line === '') this.#awaitStatement();
    else this.#continueOrExecute();
  }

  /** A control character at an empty prompt. */
  #command(control: number): void {
    if (control === CTRL_E) {
      this.port.write(PASTE_HEADER);
      this.#received = [];
      this.#state = 'paste';
      return;
    }
    this.port.write('\n');
    if (control === CTRL_A) this.#startRaw();
    else if (control === CTRL_B) this.#startFriendly();
    else if (control === CTRL_C) this.#awaitStatement();
    else this.#reset();
  }

  /** On an empty continuation line, Ctrl-D ends the statement; Ctrl-A, B and E count as Enter. */
  #feedContinuation(byte: number): void {
    const end = this.#readline.feed(byte);
    if (end === null) return;
    if (end === CTRL_C) {
      this.port.write('\n');
      this.#awaitStatement();
    } else if (end === CTRL_D) {
      this.#executeStatement();
    } else {
      this.#continueOrExecute();
    }
  }

  #continueOrExecute(): void {
    if (needsMoreInput(this.#readline.line)) {
      this.#state = 'continuation';
      this.#readline.beginNextLine(this.port.prompt('ps2'));
    } else {
      this.#executeStatement();
    }
  }

  #executeStatement(): void {
    this.#execute(asciiBytes(this.#readline.line), 'single');
  }

  #feedPaste(byte: number): void {
    if (byte === CTRL_C || byte === CTRL_D) {
      this.port.write('\n');
      if (byte === CTRL_C) this.#awaitStatement();
      else this.#execute(Uint8Array.from(this.#received), 'file');
      return;
    }
    this.#received.push(byte);
    if (byte === CR) this.port.write(PASTE_PROMPT);
    else this.port.writeBytes(Uint8Array.of(byte));
  }

  #feedRaw(byte: number): void {
    const received = this.#received;
    if (byte === CTRL_A) {
      if (received.length === 2 && received[0] === CTRL_E) this.#startRawPaste(received[1]);
      else this.#startRaw();
    } else if (byte === CTRL_B) {
      this.port.write('\n');
      this.#startFriendly();
    } else if (byte === CTRL_C) {
      received.length = 0;
    } else if (byte === CTRL_D) {
      this.#endRaw();
    } else {
      received.push(byte);
    }
  }

  #endRaw(): void {
    this.port.write('OK');
    if (this.#received.length > 0) {
      this.#execute(Uint8Array.from(this.#received), 'file');
    } else {
      this.port.write('\n');
      this.#reset();
    }
  }

  #startRawPaste(command: number): void {
    if (command !== 'A'.charCodeAt(0)) {
      this.port.write('R\x00');
      this.#awaitRaw();
      return;
    }
    this.port.write('R\x01');
    this.port.writeBytes(Uint8Array.of(PASTE_WINDOW & 0xff, PASTE_WINDOW >> 8, 1));
    this.#received = [];
    this.#window = PASTE_WINDOW;
    this.#state = 'raw-paste';
  }

  #feedRawPaste(byte: number): void {
    if (byte === CTRL_C || byte === CTRL_D) {
      this.port.write(END);
      if (byte === CTRL_C) this.finished({ kind: 'exception', report: 'KeyboardInterrupt: \n' });
      else this.#execute(Uint8Array.from(this.#received), 'file');
      return;
    }
    this.#received.push(byte);
    if (--this.#window > 0) return;
    this.port.write('\x01');
    this.#window = PASTE_WINDOW;
  }
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

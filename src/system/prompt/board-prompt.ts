/** The prompt as part of the board: passes typed bytes to the line editor, and source that is to be run to the firmware. */
import type { Wait } from '../../execution.js';
import { inputWait } from '../../modules/terminal.js';
import { decodeUtf8 } from '../../utf8.js';
import type { Prompt } from '../firmware-port.js';
import type { ProgramEnd } from '../program.js';
import type { Names } from './completion.js';
import type { Console } from './console.js';
import { Repl, type SourceKind } from './repl.js';

/** What the prompt needs of its board. */
interface BoardPromptPort {
  readonly console: Console;
  readonly banner: string;
  /** Whether the line editor has keys for words. */
  readonly movesByWords: boolean;
  /** `sys.ps1` or `sys.ps2`. */
  prompt(which: 'ps1' | 'ps2'): string;
  /** Milliseconds, as the firmware counts them. */
  ticks(): number;
  /** Returns what strings and objects take, after a collection. */
  memoryInfo(): string;
  names(): Names<unknown>;
}

export class BoardPrompt implements Prompt {
  readonly #repl: Repl;
  #source: { run: string; kind: SourceKind } | null = null;
  #resets = false;
  /** Whether each run is followed by how long it took and how much memory is left (`pyb.repl_info`). A soft reset keeps this setting. */
  showsInfo = false;
  /** When the run began; 0 for source that could not be run. */
  #began = 0;

  constructor(private readonly port: BoardPromptPort) {
    const { console } = port;
    this.#repl = new Repl({
      banner: port.banner,
      movesByWords: port.movesByWords,
      write: (text) => console.write(text),
      writeBytes: (bytes) => console.writeBytes(bytes),
      prompt: (which) => port.prompt(which),
      names: () => port.names(),
      execute: (source, kind) => {
        this.#source = { run: decodeUtf8(source, 'keep') as string, kind };
      },
      runInfo: () => (this.showsInfo ? `took ${port.ticks() - this.#began} ms\n${port.memoryInfo()}` : ''),
      softReset: () => {
        this.#resets = true;
      },
    });
  }

  get inputWait(): Wait {
    return inputWait(this.port.console);
  }

  get isRaw(): boolean {
    return this.#repl.mode === 'raw';
  }

  open(): void {
    this.#repl.start();
  }

  step(): { run: string; kind: SourceKind } | 'reset' | null {
    while (this.#repl.awaitsInput) {
      const byte = this.port.console.take();
      if (byte === undefined) return null;
      this.#repl.feed(byte);
    }
    if (this.#resets) {
      this.#resets = false;
      return 'reset';
    }
    const source = this.#source;
    this.#source = null;
    return source;
  }

  began(): void {
    this.#began = this.port.ticks();
  }

  finished(end: ProgramEnd): void {
    this.#resets = false;
    this.#repl.finished(
      end.kind === 'ok' ? { kind: 'normal' } : end.kind === 'exit' ? { kind: 'exit' } : { kind: 'exception', report: end.report },
    );
    this.#resets = false;
    this.#began = 0;
  }
}

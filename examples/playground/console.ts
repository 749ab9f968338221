/** The terminal at the board's serial line. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { Backlog } from './backlog.js';

/** The terminal's own reset sequence: the terminal processes it after everything that was written before. */
const RESET = '\x1bc';
const WELCOME = [
  'Choose a program or write one,',
  'then press Run (Ctrl-Enter).',
  '',
  'Its output appears here.',
  'Ctrl-C stops it and brings up the prompt.',
];

export class Console {
  readonly #terminal = new Terminal({
    cursorBlink: true,
    fontSize: 14,
    scrollback: 5000,
    screenReaderMode: true,
    theme: { background: '#10151b', foreground: '#e6ebf0', cursor: '#e6ebf0' },
  });
  readonly #backlog = new Backlog((output, done) => this.#terminal.write(output, done));

  /** `type`: called with what is typed. */
  constructor(place: HTMLElement, type: (bytes: Uint8Array) => void) {
    const fit = new FitAddon();
    this.#terminal.loadAddon(fit);
    this.#terminal.open(place);
    new ResizeObserver(() => fit.fit()).observe(place);
    this.#terminal.onData((text) => type(new TextEncoder().encode(text)));
    // The prompt completes names with Tab; Shift-Tab is the way out.
    this.#terminal.attachCustomKeyEventHandler(({ key, shiftKey }) => !(key === 'Tab' && shiftKey));
    this.#terminal.write(WELCOME.join('\r\n'));
  }

  /** Resolves when the output has been shown. */
  show(output: Uint8Array): Promise<void> {
    return this.#backlog.add(output);
  }

  /** Shows a message that is not the board's. */
  tell(message: string): void {
    this.#terminal.write(`\r\n${message}\r\n`);
  }

  /** Clears the terminal, including output that is still on its way to it. */
  clear(): void {
    this.#terminal.write(RESET);
  }

  focus(): void {
    this.#terminal.focus();
  }
}

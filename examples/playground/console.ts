/** The terminal at the board's serial line. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';

const WELCOME = [
  'Choose a program or write one,',
  'then press Run (Ctrl-Enter).',
  '',
  'What it prints comes here.',
  'Ctrl-C ends it and brings the prompt.',
];

/** Makes one in an element. `type`: takes what is typed. */
export function openConsole(place: HTMLElement, type: (bytes: Uint8Array) => void): Terminal {
  const terminal = new Terminal({
    cursorBlink: true,
    fontSize: 14,
    scrollback: 5000,
    screenReaderMode: true,
    theme: { background: '#10151b', foreground: '#e6ebf0', cursor: '#e6ebf0' },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(place);
  new ResizeObserver(() => fit.fit()).observe(place);
  terminal.onData((text) => type(new TextEncoder().encode(text)));
  // The prompt completes names with Tab; Shift-Tab is the way out.
  terminal.attachCustomKeyEventHandler(({ key, shiftKey }) => !(key === 'Tab' && shiftKey));
  terminal.write(WELCOME.join('\r\n'));
  return terminal;
}

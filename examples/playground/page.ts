/** A page with a board: an editor for main.py, its LEDs and switch, its prompt, and what its signals did. */
import { python } from '@codemirror/lang-python';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { basicSetup, EditorView } from 'codemirror';
import { type Frame, RemoteBoard, type RemoteOptions } from 'virtual-pyboard/browser';
import asyncio from '../asyncio/main.py';
import cooperative from '../cooperative/main.py';
import eventDriven from '../event-driven/main.py';
import roundRobin from '../round-robin/main.py';
import threads from '../threads/main.py';
import timers from '../timers/main.py';
import { fragmentOf, programIn } from './address.js';
import { History } from './history.js';
import { Timeline, timeText } from './timeline.js';
import './page.css';

const EXAMPLES: Readonly<Record<string, string>> = {
  'round robin': roundRobin,
  timers,
  threads,
  asyncio,
  'event-driven (the USR switch)': eventDriven,
  'cooperative, on one tick': cooperative,
};
/** The speed that is shown is that of about the last second. */
const SPEED_WINDOW_MS = 1000;

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const examples = element<HTMLSelectElement>('examples');
const boardChoice = element<HTMLSelectElement>('board');
const paceChoice = element<HTMLSelectElement>('pace');
const usr = element<HTMLButtonElement>('switch');

// A program in the page's address is data: it is shown, and runs when the user says so.
const editor = new EditorView({
  doc: programIn(location.hash.slice(1)) ?? roundRobin,
  extensions: [basicSetup, python()],
  parent: element('editor'),
});
const terminal = new Terminal({ convertEol: false, cursorBlink: true, scrollback: 5000, screenReaderMode: true });
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.open(element('terminal'));
new ResizeObserver(() => fit.fit()).observe(element('terminal'));
const timeline = new Timeline(document.querySelector('canvas') as HTMLCanvasElement, element('readout'));

let history = new History();
const lights = new Map<string, HTMLElement>();
/** Since when the shown speed is measured; null until the board shows something. */
let measured: { wall: number; simulated: number } | null = null;

const board = new RemoteBoard(() => new Worker(new URL('worker.js', location.href), { type: 'module' }), {
  started({ leds }) {
    element('leds').replaceChildren(...leds.map(({ signal, colour }) => lightOf(signal, colour)));
  },
  frame: show,
  refused: tell,
  failed: tell,
});

function tell(message: string): void {
  terminal.write(`\r\n${message}\r\n`);
}

function lightOf(signal: string, colour: string): HTMLElement {
  const light = document.createElement('div');
  light.className = 'led';
  light.setAttribute('role', 'img');
  light.style.setProperty('--colour', colour);
  light.dataset.signal = signal;
  lights.set(signal, light);
  shine(light, 0);
  return light;
}

/** `value`: 0 off, 1 on; between 2 and 255 how bright it is. */
function shine(light: HTMLElement, value: number): void {
  light.style.setProperty('--light', String(value > 1 ? value / 255 : value));
  light.ariaLabel = `${light.dataset.signal} ${value > 0 ? 'on' : 'off'}`;
}

function show({ elapsed, output, events }: Frame): void {
  terminal.write(output);
  history.take(events);
  for (const { signal, value } of events) {
    const light = lights.get(signal);
    if (light !== undefined) shine(light, value);
  }
  const now = Number(elapsed);
  timeline.show(history, now);
  element('elapsed').textContent = timeText(now);
  const wall = performance.now();
  measured ??= { wall, simulated: now };
  if (wall - measured.wall < SPEED_WINDOW_MS) return;
  element('speed').textContent = `${((now - measured.simulated) / 1e6 / (wall - measured.wall)).toPrecision(3)} × real time`;
  measured = { wall, simulated: now };
}

/** Switches the board on, with what the editor holds as its main.py. */
function run(): void {
  history = new History();
  lights.clear();
  measured = null;
  terminal.reset();
  terminal.focus();
  const options: RemoteOptions = { board: boardChoice.value as RemoteOptions['board'] };
  board.start({ 'main.py': editor.state.doc.toString() }, options, Number(paceChoice.value));
}

function share(): void {
  location.hash = fragmentOf(editor.state.doc.toString());
  navigator.clipboard?.writeText(location.href).catch(() => {});
}

examples.append(...['', ...Object.keys(EXAMPLES)].map((name) => new Option(name || 'choose …', name)));
examples.addEventListener('change', () => {
  const source = EXAMPLES[examples.value];
  if (source !== undefined) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: source } });
});
paceChoice.addEventListener('change', () => {
  board.pace = Number(paceChoice.value);
});
terminal.onData((text) => board.type(new TextEncoder().encode(text)));
element('run').addEventListener('click', run);
element('stop').addEventListener('click', () => board.stop());
element('share').addEventListener('click', share);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !event.ctrlKey) return;
  event.preventDefault();
  run();
});
usr.addEventListener('pointerdown', () => board.press(true));
for (const end of ['pointerup', 'pointerleave', 'blur', 'keyup'] as const) usr.addEventListener(end, () => board.press(false));
usr.addEventListener('keydown', (event) => {
  if (!event.repeat) board.press(true);
});

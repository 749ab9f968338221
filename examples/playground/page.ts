/** A page with a board: an editor for main.py, its LEDs and switch, its prompt, and what its signals did. */
import { python } from '@codemirror/lang-python';
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { basicSetup, EditorView } from 'codemirror';
import { type Frame, RemoteBoard, type RemoteOptions } from 'virtual-pyboard/browser';
import asyncio from '../asyncio/main.py';
import cooperative from '../cooperative/main.py';
import display from '../display/main.py';
import ssd1306 from '../display/ssd1306.py';
import displaySetup from '../display/vpyb.json';
import eventDriven from '../event-driven/main.py';
import roundRobin from '../round-robin/main.py';
import ds18x20 from '../temperature/ds18x20.py';
import temperature from '../temperature/main.py';
import temperatureSetup from '../temperature/vpyb.json';
import threads from '../threads/main.py';
import timers from '../timers/main.py';
import { fragmentOf, type Shared, sharedIn } from './address.js';
import { History } from './history.js';
import { Screens } from './screens.js';
import { Timeline, timeText } from './timeline.js';
import './page.css';

const bare = (program: string): Shared => ({ program, setup: '' });
const EXAMPLES: Readonly<Record<string, Shared>> = {
  'round robin': bare(roundRobin),
  timers: bare(timers),
  threads: bare(threads),
  asyncio: bare(asyncio),
  'event-driven (the USR switch)': bare(eventDriven),
  'cooperative, on one tick': bare(cooperative),
  'a display': { program: display, setup: displaySetup },
  'thermometers and lights': { program: temperature, setup: temperatureSetup },
};
/** What lies on the flash beside main.py: drivers. */
const LIBRARY = { 'lib/ssd1306.py': ssd1306, 'lib/ds18x20.py': ds18x20 };
/** The speed that is shown is that of about the last second. */
const SPEED_WINDOW_MS = 1000;

/** What stands in the place of the speed while no program runs. */
const STANDSTILLS = { paused: 'paused', asleep: 'asleep', bootloader: 'in the bootloader' } as const;

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const examples = element<HTMLSelectElement>('examples');
const boardChoice = element<HTMLSelectElement>('board');
const paceChoice = element<HTMLSelectElement>('pace');
const usr = element<HTMLButtonElement>('switch');

// A program in the page's address is data: it is shown, and runs when the user says so.
const shared = sharedIn(location.hash.slice(1)) ?? bare(roundRobin);
const editor = new EditorView({
  doc: shared.program,
  extensions: [basicSetup, python()],
  parent: element('editor'),
});
const setup = element<HTMLTextAreaElement>('setup');
plugIn(shared.setup);
const terminal = new Terminal({ convertEol: false, cursorBlink: true, scrollback: 5000, screenReaderMode: true });
const fit = new FitAddon();
terminal.loadAddon(fit);
terminal.open(element('terminal'));
new ResizeObserver(() => fit.fit()).observe(element('terminal'));
const timeline = new Timeline(document.querySelector('#timeline canvas') as HTMLCanvasElement, element('readout'));
const screens = new Screens(element('screens'));

let history = new History();
const lights = new Map<string, HTMLElement>();
/** Since when the shown speed is measured; null until the board shows something. */
let measured: { wall: number; simulated: number } | null = null;

// The Worker of the next board is loaded beforehand.
let spare = newWorker();
const board = new RemoteBoard(takeWorker, {
  started({ leds }) {
    element('leds').replaceChildren(...leds.map(({ signal, colour }) => lightOf(signal, colour)));
  },
  frame: show,
  failed: tell,
});

function newWorker(): Worker {
  return new Worker(new URL('worker.js', location.href), { type: 'module' });
}

function takeWorker(): Worker {
  const worker = spare;
  spare = newWorker();
  return worker;
}

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

function show({ elapsed, output, events, pictures, state }: Frame): void {
  terminal.write(output);
  history.take(events);
  for (const { signal, value } of events) {
    const light = lights.get(signal);
    if (light !== undefined) shine(light, value);
  }
  screens.show(pictures);
  const now = Number(elapsed);
  timeline.show(history, now);
  element('elapsed').textContent = timeText(now);
  const wall = performance.now();
  if (state !== 'runs') {
    element('speed').textContent = STANDSTILLS[state];
    measured = null;
    return;
  }
  measured ??= { wall, simulated: now };
  if (wall - measured.wall < SPEED_WINDOW_MS) return;
  element('speed').textContent = `${((now - measured.simulated) / 1e6 / (wall - measured.wall)).toPrecision(3)} × real time`;
  measured = { wall, simulated: now };
}

/** Switches the board on, with what the editor holds as its main.py and what is to be plugged in. */
function run(): void {
  history = new History();
  lights.clear();
  screens.clear();
  measured = null;
  element('elapsed').textContent = element('speed').textContent = '–';
  terminal.reset();
  terminal.focus();
  try {
    const plugged = setup.value.trim() === '' ? undefined : JSON.parse(setup.value);
    const options: RemoteOptions = { board: boardChoice.value as RemoteOptions['board'], setup: plugged };
    board.start({ ...LIBRARY, 'main.py': editor.state.doc.toString() }, options, Number(paceChoice.value));
  } catch (error) {
    board.stop();
    tell(`vpyb.json: ${(error as Error).message}`);
  }
}

function share(): void {
  location.hash = fragmentOf({ program: editor.state.doc.toString(), setup: setup.value.trim() });
  navigator.clipboard?.writeText(location.href).catch(() => {});
}

/** What is plugged in is seen. */
function plugIn(text: string): void {
  setup.value = text;
  element<HTMLDetailsElement>('plugged').open = text !== '';
}

examples.append(...['', ...Object.keys(EXAMPLES)].map((name) => new Option(name || 'choose …', name)));
examples.addEventListener('change', () => {
  const example = EXAMPLES[examples.value];
  if (example === undefined) return;
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: example.program } });
  plugIn(example.setup);
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

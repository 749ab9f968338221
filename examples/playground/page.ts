/** A page with a board: an editor for main.py, its LEDs and switch, its prompt, and what its signals did. */
import { type BoardName, type Frame, RemoteBoard, type RemoteOptions, type SetupDescription, SourceChecker } from 'virtual-pyboard/browser';
import { fragmentOf, type Shared, sharedIn } from './address.js';
import { Checking } from './checking.js';
import { Console } from './console.js';
import { keep, kept } from './draft.js';
import { Editor } from './editor.js';
import { EXAMPLES, exampleWith, fillMenu, LIBRARY, programFor } from './examples.js';
import { History } from './history.js';
import { Lights } from './lights.js';
import { boardIn } from './named-board.js';
import { type Problem, problemIn, Tracebacks } from './problems.js';
import { Screens } from './screens.js';
import { Speedometer } from './speedometer.js';
import { timeText } from './time-window.js';
import { Timeline } from './timeline.js';
import { WorldForm } from './world.js';
import './page.css';
import './board.css';
import './narrow.css';

/** Time that the page has for other things after each frame. */
const FRAME_MS = 16;
const STEP_NS = 1_000_000;
/** How the board's states are shown. */
const STATES = { runs: 'running', paused: 'paused', asleep: 'asleep', bootloader: 'in the bootloader' } as const;
const DAMAGED = 'The link is damaged: it does not hold a complete program. Ask for it again, and copy all of it.';

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const examples = element<HTMLSelectElement>('examples');
const boardChoice = element<HTMLSelectElement>('board');
const paceChoice = element<HTMLSelectElement>('pace');
const setup = element<HTMLTextAreaElement>('setup');
const pause = element<HTMLButtonElement>('pause');
const usr = element<HTMLButtonElement>('switch');
const who = element<HTMLInputElement>('who');

const editor = new Editor(element('editor'), '', edited);
const terminal = new Console(element('terminal'), (bytes) => board.type(bytes));
const timeline = new Timeline({
  canvas: document.querySelector('#timeline canvas') as HTMLCanvasElement,
  readout: element('readout'),
  zoomIn: element('zoom-in'),
  zoomOut: element('zoom-out'),
  follow: element('follow'),
  who,
});
const lights = new Lights(element('leds'));
const speedometer = new Speedometer(element('speed'));
const world = new WorldForm(element('world'), (changes) => board.change(changes));
const screens = new Screens(element('screens'), (changes) => world.change(changes));

let history = new History();
/** What is plugged into the running board. */
let plugged: SetupDescription = {};
let tracebacks = new Tracebacks();
/** The board that the set-up names; null if it names none. */
let named: string | null = null;

// The Worker of the next board is loaded beforehand; until that board starts, it checks the text.
let spare = newWorker();
let checker = new SourceChecker(spare);
const checking = new Checking(
  () => ({ text: editor.text, board: boardChoice.value as BoardName }),
  () => checker,
  (text, problem) => editor.markWritten(text, problem),
);
const board = new RemoteBoard(takeWorker, {
  started({ name }) {
    showLights(name);
    screens.plug(plugged.devices);
    world.begin(plugged);
  },
  frame: show,
  failed,
});

function newWorker(): Worker {
  return new Worker(new URL('worker.js', location.href), { type: 'module' });
}

function takeWorker(): Worker {
  const worker = spare;
  spare = newWorker();
  checker = new SourceChecker(spare);
  return worker;
}

function showLights(name: BoardName): void {
  timeline.colours = lights.show(name);
}

/** Resolves when the terminal has shown the output and the page has had time for other things: the board does not get ahead of the page. */
async function show({ elapsed, output, events, pictures, changes, reports, state, atPrompt }: Frame): Promise<void> {
  history.take(events);
  for (const [signal, value] of new Map(events.map((event) => [event.signal, event.value]))) lights.set(signal, value);
  screens.show(pictures);
  screens.change(changes);
  for (const problem of [...tracebacks.take(output), ...reports.map(problemIn)]) complain(problem);
  const now = Number(elapsed);
  timeline.show(history, now);
  element('elapsed').textContent = timeText(now);
  tellState(state === 'runs' && atPrompt ? 'at the prompt' : STATES[state]);
  pause.textContent = state === 'paused' ? 'Continue' : 'Pause';
  if (state === 'runs') speedometer.tell(performance.now(), now);
  else speedometer.clear();
  await terminal.show(output);
  await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
}

/** Sets the text only if it differs: a screen reader speaks each change, and must not speak at every frame. */
function tellState(text: string): void {
  if (element('state').textContent !== text) element('state').textContent = text;
}

/** Shows what is wrong, and marks the line where it is. */
function complain(problem: Problem): void {
  const { line, message } = problem;
  const text = document.createElement('span');
  text.textContent = message;
  const parts: HTMLElement[] = [text];
  if (line > 0) {
    editor.mark(problem);
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Line ${line}`;
    button.addEventListener('click', () => editor.go(line));
    parts.unshift(button);
  }
  element('problem').replaceChildren(...parts);
  element('problem').hidden = false;
}

/** Switches the board on, with the editor's text as its main.py and with what is to be plugged in. */
function run(): void {
  switchOff();
  history = new History();
  tracebacks = new Tracebacks();
  element('elapsed').textContent = '';
  element('problem').hidden = true;
  element('problem').replaceChildren();
  terminal.clear();
  editor.begin();
  edited();
  screens.plug();
  world.begin({});
  try {
    plugged = setup.value.trim() === '' ? {} : JSON.parse(setup.value);
    const options: RemoteOptions = { board: boardChoice.value as BoardName, setup: plugged, activity: who.checked };
    timeline.pace = Number(paceChoice.value);
    board.start({ ...LIBRARY, 'main.py': editor.text }, options, Number(paceChoice.value));
    tellState('starting');
    enable(true);
  } catch (error) {
    failed(`vpyb.json: ${(error as Error).message}`);
  }
}

function switchOff(): void {
  board.stop();
  enable(false);
  lights.darken();
  tellState('off');
  speedometer.clear();
  pause.textContent = 'Pause';
}

function failed(message: string): void {
  switchOff();
  terminal.tell(message);
}

/** Enables or disables what can be done with a board that is on. */
function enable(isOn: boolean): void {
  for (const id of ['pause', 'step', 'stop', 'switch']) element<HTMLButtonElement>(id).disabled = !isOn;
}

const present = (): Shared => ({ program: editor.text, setup: setup.value.trim(), board: boardChoice.value, pace: paceChoice.value });

async function share(): Promise<void> {
  window.history.replaceState(null, '', `#${await fragmentOf(present())}`);
  keep(present());
  const copied = await navigator.clipboard?.writeText(location.href).then(
    () => true,
    () => false,
  );
  element('note').textContent = copied ? 'The link has been copied.' : 'The link is in the address bar.';
}

/** A program in the page's address is data: it is shown, and runs when the user says so. */
async function open(): Promise<void> {
  const shared = kept() ?? (await sharedIn(location.hash.slice(1)).catch(() => complain({ line: 0, message: DAMAGED })));
  if (shared === null || shared === undefined) chooseExample(Object.values(EXAMPLES)[0][0].name);
  else {
    choose(boardChoice, shared.board);
    choose(paceChoice, shared.pace);
    editor.text = shared.program;
    plugIn(shared.setup);
  }
  boardChosen();
}

/** Chooses a menu's value. A value that the menu lacks changes nothing: the link comes from a page that has it. */
function choose(menu: HTMLSelectElement, value: string): void {
  if ([...menu.options].some((option) => option.value === value)) menu.value = value;
  else complain({ line: 0, message: `The link asks for '${value}', which this page does not have.` });
}

/** Shows what is plugged in. */
function plugIn(text: string): void {
  setup.value = text;
  named = boardIn(text);
  element<HTMLDetailsElement>('plugged').open = text !== '';
  edited();
}

function chooseExample(name: string): void {
  const example = Object.values(EXAMPLES)
    .flat()
    .find((each) => each.name === name);
  if (example === undefined) return;
  editor.text = programFor(example, boardChoice.value);
  plugIn(example.setup ?? '');
}

function edited(): void {
  const example = exampleWith(editor.text);
  examples.value = example?.name ?? '';
  element('about').textContent = example?.about ?? '';
  element('changed').textContent = editor.isChanged ? 'changed since it was run' : '';
  element('note').textContent = '';
  checking.changed();
  keep(present());
}

/** Chooses the board that the set-up names, if it is another than before; then the menu can choose again. */
function followSetup(): void {
  const before = named;
  named = boardIn(setup.value);
  if (named === before || ![...boardChoice.options].some(({ value }) => value === named)) return;
  boardChoice.value = named as string;
  boardChoice.dispatchEvent(new Event('change'));
}

/** Called when another board is chosen: shows its LEDs if the present one is off. */
function boardChosen(): void {
  if (usr.disabled) showLights(boardChoice.value as BoardName);
  checking.changed();
}

fillMenu(examples);
examples.addEventListener('change', () => chooseExample(examples.value));
boardChoice.addEventListener('change', () => {
  const example = exampleWith(editor.text);
  if (example !== undefined) editor.text = programFor(example, boardChoice.value);
  boardChosen();
});
paceChoice.addEventListener('change', () => {
  board.pace = timeline.pace = Number(paceChoice.value);
});
setup.addEventListener('input', () => {
  followSetup();
  edited();
});
element('run').addEventListener('click', () => {
  run();
  // On a touch screen the focus would bring up the keyboard.
  if (matchMedia('(pointer: fine)').matches) terminal.focus();
});
pause.addEventListener('click', () => (pause.textContent === 'Pause' ? board.advance(0) : board.goOn()));
element('step').addEventListener('click', () => board.advance(STEP_NS));
element('stop').addEventListener('click', switchOff);
element('share').addEventListener('click', share);
window.addEventListener('hashchange', open);
document.addEventListener(
  'keydown',
  (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  },
  { capture: true },
);
usr.addEventListener('pointerdown', () => board.press(true));
for (const end of ['pointerup', 'pointerleave', 'blur', 'keyup'] as const) usr.addEventListener(end, () => board.press(false));
usr.addEventListener('keydown', (event) => {
  if (!event.repeat && [' ', 'Enter'].includes(event.key)) board.press(true);
});
await open();

/** The programs of the menu, in the order of a course: from one loop to interrupts and their rules, then with things plugged in. */
import asyncio from '../asyncio/main.py';
import asyncioOnD from '../asyncio/main_pybd.py';
import cooperative from '../cooperative/main.py';
import display from '../display/main.py';
import ssd1306 from '../display/ssd1306.py';
import displaySetup from '../display/vpyb.json';
import eventDriven from '../event-driven/main.py';
import interruptRules from '../interrupt-rules/main.py';
import roundRobin from '../round-robin/main.py';
import roundRobinOnD from '../round-robin/main_pybd.py';
import ds18x20 from '../temperature/ds18x20.py';
import temperature from '../temperature/main.py';
import temperatureSetup from '../temperature/vpyb.json';
import threads from '../threads/main.py';
import threadsOnD from '../threads/main_pybd.py';
import timers from '../timers/main.py';
import timersOnD from '../timers/main_pybd.py';
import touch from '../touch/main.py';
import touchSetup from '../touch/vpyb.json';

/** A program of the menu. */
export interface Example {
  readonly name: string;
  /** What it shows, in a few words. */
  readonly about: string;
  readonly program: string;
  /** The same for a pyboard D, if that has other LEDs. */
  readonly onD?: string;
  /** A `vpyb.json`. */
  readonly setup?: string;
}

/** The programs, by the headings of the menu. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  'Several things at once': [
    { name: 'Round robin', about: 'one loop does everything in turn', program: roundRobin, onD: roundRobinOnD },
    { name: 'Timers', about: 'hardware calls back, the loop is free', program: timers, onD: timersOnD },
    { name: 'Threads', about: 'a thread for each LED', program: threads, onD: threadsOnD },
    { name: 'asyncio', about: 'tasks that take turns when they wait', program: asyncio, onD: asyncioOnD },
    { name: 'Cooperative', about: 'a scheduler on one tick', program: cooperative },
  ],
  Interrupts: [
    { name: 'Event driven', about: 'press USR and see', program: eventDriven },
    { name: 'Rules of interrupts', about: 'an error in a callback, explained', program: interruptRules },
  ],
  'Things plugged in': [
    { name: 'Display', about: 'voltages as bars', program: display, setup: displaySetup },
    { name: 'Thermometers', about: 'temperatures as colours of lights', program: temperature, setup: temperatureSetup },
    { name: 'Touch', about: 'fields that switch LEDs', program: touch, setup: touchSetup },
  ],
};

/** Fills the menu; its first entry is for a program that is not an example. */
export function fillMenu(menu: HTMLSelectElement): void {
  menu.append(new Option('your own', ''));
  for (const [heading, examples] of Object.entries(EXAMPLES)) {
    const group = document.createElement('optgroup');
    group.label = heading;
    group.append(...examples.map(({ name, about }) => new Option(`${name}: ${about}`, name)));
    menu.append(group);
  }
}

/** Files on the flash beside main.py: drivers. */
export const LIBRARY = { 'lib/ssd1306.py': ssd1306, 'lib/ds18x20.py': ds18x20 };

/** An example's program for a board. */
export const programFor = ({ program, onD }: Example, board: string): string => (board.startsWith('pybd') ? (onD ?? program) : program);

/** The example whose program, for any board, is this text. */
export const exampleWith = (text: string): Example | undefined =>
  Object.values(EXAMPLES)
    .flat()
    .find(({ program, onD }) => text === program || text === onD);

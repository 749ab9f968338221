/** `help` (`py/builtinhelp.c`, `ports/stm32/help.c`) and `__repl_print__`, which shows the value of a line typed at the prompt. */
import { ABSENT, arg, fn } from '../../objects/declare.js';
import { anything } from '../../objects/kinds.js';
import { PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import { repr, str } from '../../objects/protocol/show.js';
import type { Table } from '../../objects/table.js';
import { PyType, typeOf } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import type { Terminal } from '../terminal.js';

const COLUMNS = 4;
const WIDTH = 18;

const OVERVIEW = `This is MicroPython on a simulated pyboard.

The manual is at https://docs.micropython.org/

Names of the board, from module pyb:
  pyb.LED(n)        light n: .on() .off() .toggle() .intensity(0..255)
  pyb.Switch()      the USR switch: .value() .callback(f)
  pyb.Pin(name)     a pin: .init(...) .value([v])
  pyb.Timer(n)      timer n: .init(freq=hz) .callback(f) .counter() .channel(...)
  pyb.ExtInt(...)   an interrupt of a pin
  pyb.delay(ms), pyb.udelay(us), pyb.millis(), pyb.micros()
  pyb.freq(), pyb.info(), pyb.unique_id(), pyb.rng()

Keys at the prompt:
  CTRL-A   on an empty line: the raw prompt
  CTRL-B   on an empty line: the normal prompt
  CTRL-C   stop a running program
  CTRL-D   on an empty line: soft reset
  CTRL-E   on an empty line: paste mode

help(obj) tells about an object, help('modules') lists modules
`;

/** The names in columns, sorted down each column. */
function listing(names: readonly string[]): string {
  const sorted = [...names].sort();
  const rows = Math.ceil(sorted.length / COLUMNS);
  let text = '';
  for (let row = 0; row < rows; row++) {
    let line = '';
    for (let column = 0; column < COLUMNS; column++) {
      const name = sorted[column * rows + row];
      if (name !== undefined) line += name.padEnd(Math.max(WIDTH, name.length + 1));
    }
    text += `${line.trimEnd()}\n`;
  }
  return `${text}Plus any modules on the filesystem\n`;
}

function about(object: Value): string {
  let text = `object ${str(object)} is of type ${typeOf(object).name}\n`;
  const table: Table | undefined =
    object instanceof PyModule ? object.table : object instanceof PyType ? object.members : typeOf(object).members;
  // In the firmware, `__next__` of a native type is not a member.
  for (const { key, value } of table.ordered())
    if (key !== '__next__' || !table.isFixed) text += `  ${str(key)} -- ${str(value as Value)}\n`;
  return text;
}

/** `help` and `__repl_print__` of a machine. */
export const help = (terminal: Terminal, modules: () => readonly string[], setLast: (value: Value) => void) => ({
  help: fn('Tell about an object, or about the board.', [arg('object', anything, ABSENT)], (object) => {
    if (object === ABSENT) terminal.write(OVERVIEW);
    else terminal.write(object === 'modules' ? listing(modules()) : about(object));
  }),
  __repl_print__: fn('Show a value unless it is None, and keep it as `_`.', [arg('value', anything)], (value) => {
    if (value === None) return;
    terminal.write(`${repr(value)}\n`);
    setLast(value);
  }),
});

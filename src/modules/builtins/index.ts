/** The one list of builtins. */

import { membersTable } from '../../objects/declare.js';
import { exceptionTypes } from '../../objects/exception.js';
import { features } from '../../objects/features.js';
import { Ellipsis, NotImplemented } from '../../objects/none.js';
import { Table } from '../../objects/table.js';
import { virtualMachineBuiltins } from '../../vm/natives.js';
import type { Runtime } from '../../vm/runtime.js';
import { currentLocals } from '../../vm/stack.js';
import { position } from '../../vm/thread.js';
import type { Terminal } from '../terminal.js';
import type { Mounts } from '../vfs/mounts.js';
import { containers } from './containers.js';
import { openFunction } from './files.js';
import { help } from './help.js';
import { input, type LineEditor } from './input.js';
import { directory, inspection } from './inspection.js';
import { iteration } from './iteration.js';
import { numbers } from './numbers.js';
import { output } from './output.js';
import { templates, text } from './text.js';

/** What builtins need of the machine. */
interface BuiltinParts {
  readonly terminal: Terminal;
  readonly lineEditor: LineEditor;
  readonly runtime: Runtime;
  readonly mounts: Mounts;
  /** Names of all modules that can be imported without a file. */
  moduleNames(): string[];
}

/** The builtins of a machine. */
export function builtinTable({ terminal, lineEditor, runtime, mounts, moduleNames }: BuiltinParts): Table {
  return membersTable(
    Object.fromEntries(exceptionTypes),
    containers,
    inspection,
    iteration,
    numbers,
    text,
    features.templates ? templates : {},
    output(terminal),
    input(terminal, lineEditor),
    help(terminal, moduleNames, (value) => runtime.builtins.assign('_', value)),
    virtualMachineBuiltins(runtime),
    {
      dir: directory(() => (position.frame === null ? new Table() : currentLocals()), runtime.names),
      open: openFunction(mounts),
      Ellipsis,
      NotImplemented,
      __name__: 'builtins',
    },
  );
}

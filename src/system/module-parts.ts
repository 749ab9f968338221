/** What a machine's native modules are made of: the parts that Python shows, and what programs may do with them. */
import type { MicropythonPort } from '../modules/micropython/module.js';
import type { MachineControl } from '../modules/pyb/port.js';
import type { MachineParts } from '../modules/python-world.js';
import { current } from '../vm/thread.js';
import { Bootloader, FatalError } from './hard-reset.js';
import type { Machine } from './machine.js';
import { frozenOn } from './module-finder.js';
import { InputLine } from './prompt/input-line.js';
import type { Python } from './python.js';
import { reportFailure, reportLoss } from './reports/explain.js';

/** Returns these parts; they are recreated at each reset of `python`, the machine's Python. */
export function moduleParts(machine: Machine, python: Python): MachineParts {
  const { board, scheduler, console, features, host, clock } = machine;
  return {
    board,
    firmware: machine.options.firmware,
    scheduler,
    flash: machine.flash,
    kept: machine.kept,
    terminal: console,
    lineEditor: new InputLine(console, features.wordMoves),
    runtime: python.runtime,
    pending: python.pending,
    observer: {
      failed(source, callee, exception) {
        python.noteUncaught(exception);
        host.explain?.(reportFailure(clock.elapsed(), source, callee, exception));
      },
      lost: (source, callee) => host.explain?.(reportLoss(clock.elapsed(), source, callee)),
    },
    activity: machine.activity?.actors ?? null,
    collector: python.heap,
    micropython: micropythonPort(machine, python),
    threads: features.threads ? threadsPort(machine, python) : null,
    listThreads: () => python.threads.list(),
    frozen: [...frozenOn(board.description).values()].map(({ file }) => file.replace(/\.py$/, '')),
    path: python.path,
    argv: python.argv,
    control: controlOf(machine),
    further: machine.options.modules,
  };
}

function micropythonPort({ console }: Machine, python: Python): MicropythonPort {
  return {
    schedule: (callee, argument) => python.pending.schedule(callee, argument, 'micropython.schedule()'),
    scheduleInterrupt: () => python.pending.scheduleInterrupt(() => python.interrupt()),
    setInterruptByte(byte) {
      console.interruptByte = byte;
    },
    get optimize() {
      return python.optimize;
    },
    set optimize(level) {
      python.optimize = level;
    },
    stack: () => ({ used: current.stackUsed, limit: current.stackLimit }),
    memory: () => ({ used: python.heap.used, total: python.heap.total }),
    heap: () => python.heapContent(),
    print: (text) => console.write(text),
  };
}

function threadsPort({ scheduler }: Machine, python: Python): MachineParts['threads'] {
  return {
    start: (callee, args, keywords, stackSize) => python.threads.start(callee, args, keywords, stackSize),
    get currentId() {
      return current.id;
    },
    acquire: (mutex) => scheduler.acquire(mutex),
    release: (mutex) => scheduler.release(mutex),
    get isPressed() {
      return scheduler.isPressed;
    },
  };
}

function controlOf(machine: Machine): MachineControl {
  return {
    reset: (cause) => machine.reset(cause),
    leave: () => {
      throw new Bootloader();
    },
    fail: (message) => {
      throw new FatalError(message);
    },
    stop: () => {
      machine.clock.mustGo();
      machine.board.stopMode.enter();
      if (current.canStop) machine.scheduler.requestStop();
      else machine.standstill.passNested();
    },
    setMain: (name) => {
      machine.mainFile = name;
    },
    setRunInfo: (isOn) => {
      machine.prompt.showsInfo = isOn;
    },
  };
}

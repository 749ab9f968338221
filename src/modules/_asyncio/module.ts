/**
 * The native part of `asyncio` (`extmod/modasyncio.c`): tasks, queues of tasks ordered by time, and a flag that can be polled.
 * The event loop itself is Python, in `stdlib/asyncio/`.
 */

import { checkPositional } from '../../objects/argument-count.js';
import { allocate } from '../../objects/charge.js';
import { arg, make, methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { type Kind, unchecked } from '../../objects/kinds.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { None } from '../../objects/none.js';
import { findMethod, found } from '../../objects/protocol/attribute.js';
import { call } from '../../objects/protocol/call.js';
import { loadSubscript } from '../../objects/protocol/subscript.js';
import { POLL, type Stream } from '../../objects/stream.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { Task, TaskQueue, TICKS_PERIOD, ticksDiff } from './task-queue.js';

/** Called with the coroutine of each new task; null if nobody is interested. */
type TaskMade = ((coroutine: Value) => void) | null;

/** The board's milliseconds, by which tasks are ordered. */
interface Milliseconds {
  /** Since reset; whole. */
  readonly ticks: number;
}

/** A flag that any code may set and clear at any time. As a stream, it is readable while it is set. */
class Flag implements PyObject, Stream {
  readonly isText = false;
  isSet = false;

  get type() {
    return flagType;
  }
  poll(events: number): number {
    return this.isSet ? events & (POLL.READ | POLL.WRITE) : 0;
  }
}

const flagMethods = methodsOf<Flag>();
const flagType = nativeType(
  'Flag',
  {
    make: make([], () => {
      allocate(16);
      return new Flag();
    }),
    attributes: ['state'],
    getAttribute: (self: Flag, name) => (name === 'state' ? Number(self.isSet) : undefined),
    stream: (self: Flag) => self,
  },
  {
    set: flagMethods.method('Set the flag; allowed in interrupt handlers.', [], (self) => {
      self.isSet = true;
    }),
    clear: flagMethods.method('Clear the flag.', [], (self) => {
      self.isSet = false;
    }),
  },
);

/** Bytes of a task on the board. */
const TASK_BYTES = 32;

/** Queues a task at a tick. It gets no data, so it will simply continue. */
function pushAt(queue: TaskQueue, task: Task, tick: number): void {
  task.data = None;
  task.key = tick & (TICKS_PERIOD - 1);
  queue.push(task);
}

/** Kind of an argument that is a task. */
const task: Kind<Task> = {
  name: 'Task',
  convert(value) {
    if (value instanceof Task) return value;
    throw raise.TypeError('Task expected');
  },
};

const contextName = (task: Task, name: string): Value => loadSubscript(task.context, name);

function cancel(self: Task, now: number): boolean {
  if (self.isDone) return false;
  if (contextName(self, 'cur_task') === self) throw raise.RuntimeError("can't cancel self");
  let task = self;
  // The task that it awaits, directly or indirectly, is cancelled instead; its end wakes the tasks that await it.
  while (task.data instanceof Task) task = task.data;
  const running = contextName(self, '_task_queue') as TaskQueue;
  const remove = task.data === None ? undefined : findMethod(task.data, 'remove');
  if (remove !== undefined) {
    call(remove, found.self === undefined ? [task] : [found.self, task]);
    pushAt(running, task, now);
  } else if (ticksDiff(task.key, now) > 0) {
    running.remove(task);
    pushAt(running, task, now);
  }
  task.data = contextName(self, 'CancelledError');
  return true;
}

/** `TaskQueue` of a machine. */
function taskQueueTypeFor(clock: Milliseconds): PyType {
  const { method } = methodsOf<TaskQueue>();
  return nativeType(
    'TaskQueue',
    {
      make(type, args, keywords) {
        checkPositional(args, keywords, 0, 0);
        return new TaskQueue(type);
      },
      references: (self: TaskQueue, hold) => self.references(hold),
    },
    {
      peek: method('The task that is due first, or None.', [], (self) => self.first ?? None),
      push: method('Queue a task at tick `key`, or now.', [arg('task', task), arg('key', unchecked, undefined)], (self, task, key) =>
        pushAt(self, task, key ?? clock.ticks),
      ),
      pop: method('Take the task that is due first.', [], (self) => {
        const first = self.first;
        if (first === undefined) throw raise.IndexError('empty heap');
        self.remove(first);
        return first;
      }),
      remove: method('Take a task off the queue.', [arg('task', task)], (self, task) => self.remove(task)),
    },
  );
}

/** `Task` of a machine. */
function taskTypeFor(clock: Milliseconds, taskQueueType: PyType, made: TaskMade): PyType {
  const { method } = methodsOf<Task>();
  /** What was passed last; a task that is made without one gets this. */
  let context: Value = None;
  return nativeType(
    'Task',
    {
      make(type, args, keywords) {
        checkPositional(args, keywords, 1, 2);
        if (args.length === 2) context = args[1] as Value;
        allocate(TASK_BYTES);
        made?.(args[0] as Value);
        return new Task(type, args[0] as Value, context);
      },
      references(self: Task, hold) {
        for (const held of [self.coroutine, self.context, self.data, self.state]) hold(held);
        return TASK_BYTES;
      },
      attributes: ['coro', 'data', 'state', 'ph_key'],
      getAttribute: taskAttribute,
      setAttribute(self: Task, name, value) {
        if (value === undefined || (name !== 'data' && name !== 'state')) return false;
        self[name] = value;
        return true;
      },
      iterate(self: Task) {
        if (self.isDone) self.state = false;
        else if (self.state === true) self.state = new TaskQueue(taskQueueType);
        else if (!(self.state instanceof TaskQueue)) throw raise.RuntimeError("can't wait");
        return self;
      },
      next(self: Task) {
        // The outcome (a StopIteration after success) is raised in the task that awaits this one.
        if (self.isDone) throw self.data;
        const current = contextName(self, 'cur_task') as Task;
        pushAt(self.state as TaskQueue, current, clock.ticks);
        current.data = self;
        return None;
      },
    },
    {
      done: method('Whether the task has ended.', [], (self) => self.isDone),
      cancel: method('Throw CancelledError into the task when it runs next. False if it has ended already.', [], (self) =>
        cancel(self, clock.ticks & (TICKS_PERIOD - 1)),
      ),
    },
  );
}

function taskAttribute(self: Task, name: string): Value | undefined {
  switch (name) {
    case 'coro':
      return self.coroutine;
    case 'data':
    case 'state':
      return self[name];
    case 'ph_key':
      return self.key;
    default:
      return undefined;
  }
}

/** `_asyncio`. */
export function _asyncio(clock: Milliseconds, made: TaskMade): PyModule {
  const taskQueueType = taskQueueTypeFor(clock);
  return nativeModule('_asyncio', { TaskQueue: taskQueueType, Task: taskTypeFor(clock, taskQueueType, made), Flag: flagType });
}

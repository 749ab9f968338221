/** Tasks ordered by time (`extmod/modasyncio.c`): a queue returns the task that is due first. */
import { allocate, charge } from '../../objects/charge.js';
import { None } from '../../objects/none.js';
import { isTrue } from '../../objects/protocol/truth.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';

/** Ticks wrap like those of `time.ticks_ms`. */
export const TICKS_PERIOD = 2 ** 30;

/** By how many ticks `a` is later than `b`. */
export function ticksDiff(a: number, b: number): number {
  return ((a - b + TICKS_PERIOD / 2) & (TICKS_PERIOD - 1)) - TICKS_PERIOD / 2;
}

/** A coroutine that runs concurrently with others. `stdlib/asyncio/core.py` uses `state` and `data` and explains them. */
export class Task implements PyObject {
  data: Value = None;
  state: Value = true;
  /** The tick at which the task is due. */
  key = 0;
  /** Order of arrival: among tasks with the same key, the one queued first is due first. */
  order = 0;
  /** The task's index in the heap of its queue; -1 if it is in no queue. */
  place = -1;

  constructor(
    readonly type: PyType,
    readonly coroutine: Value,
    /** Globals of `asyncio.core`: the current task, the queue of tasks that can run, and the class CancelledError. */
    readonly context: Value,
  ) {}
  get isDone(): boolean {
    return !isTrue(this.state);
  }
}

function comesBefore(a: Task, b: Task): boolean {
  const difference = ticksDiff(a.key, b.key);
  return difference < 0 || (difference === 0 && a.order < b.order);
}

/** Tasks by tick, first come first served among equals: a binary heap. */
export class TaskQueue implements PyObject {
  readonly #heap: Task[] = [];
  #pushed = 0;

  constructor(readonly type: PyType) {
    allocate(16);
  }

  get first(): Task | undefined {
    return this.#heap[0];
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    for (const task of this.#heap) hold(task);
    return 16;
  }

  push(task: Task): void {
    task.order = this.#pushed++;
    this.#rise(task, this.#heap.length);
  }

  /** Removes a task from the queue. Does nothing if the task is not in it. */
  remove(task: Task): void {
    const { place } = task;
    if (this.#heap[place] !== task) return;
    task.place = -1;
    const last = this.#heap.pop() as Task;
    if (last === task) return;
    const parent = this.#heap[(place - 1) >> 1];
    if (parent !== undefined && place > 0 && comesBefore(last, parent)) this.#rise(last, place);
    else this.#sink(last, place);
  }

  #put(task: Task, place: number): void {
    charge(HEAP_STEP);
    this.#heap[place] = task;
    task.place = place;
  }

  #rise(task: Task, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above] as Task;
      if (!comesBefore(task, parent)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(task, place);
  }

  #sink(task: Task, from: number): void {
    const heap = this.#heap;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && comesBefore(heap[below + 1] as Task, heap[below] as Task)) below++;
      if (!comesBefore(heap[below] as Task, task)) break;
      this.#put(heap[below] as Task, place);
      place = below;
    }
    this.#put(task, place);
  }
}

/** Cycles of moving a task by one place in a queue. */
const HEAP_STEP = 60;

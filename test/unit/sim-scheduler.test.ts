import { describe, expect, test } from 'vitest';
import { ABORT, Mutex, MutexWait, type Wait } from '../../src/execution.js';
import type { SchedulerOptions } from '../../src/sim/scheduler.js';
import { Machine } from './sim-machine.js';

const MS = 1e6;
const CYCLES_PER_MS = 168_000;

describe('interrupts', () => {
  test('a 4.05 ms timer preempts a handler at exactly 4.0500 ms', () => {
    const machine = new Machine();
    const slow = machine.interrupts.line('TIM1', { priority: 14, vector: 25 });
    const urgent = machine.interrupts.line('TIM4', { priority: 13, vector: 30 });
    machine.clock.alarm(() => slow.raise()).set(4 * MS);
    machine.clock.alarm(() => urgent.raise()).set(4.05 * MS);
    slow.connect(() => {
      machine.note('slow begins');
      machine.work(84, 400);
      machine.note('slow ends');
    });
    urgent.connect(() => machine.note('urgent'));
    machine.start(function* () {
      for (let i = 0; i < 20_000; i++) yield 42;
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['4.0000 slow begins', '4.0500 urgent', '4.2000 slow ends']);
  });

  test('equal priorities never nest, and the lower vector goes first', () => {
    const machine = new Machine();
    const lines = [30, 28, 25].map((vector) => {
      const line = machine.interrupts.line(`V${vector}`, { priority: 13, vector });
      line.connect(() => {
        machine.log.push(`${line.name} begins`);
        machine.work(CYCLES_PER_MS);
        machine.log.push(`${line.name} ends`);
      });
      return line;
    });
    machine.clock
      .alarm(() => {
        for (const line of lines) line.raise();
      })
      .set(MS);
    machine.start(function* () {
      yield machine.clock.waitUntil(2 * MS);
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['V25 begins', 'V25 ends', 'V28 begins', 'V28 ends', 'V30 begins', 'V30 ends']);
  });

  test('a line raised by code is served at the very next safe point; raised twice, it is served once', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('EXTI0', { priority: 14, vector: 6 });
    line.connect(() => machine.note('irq'));
    machine.start(function* () {
      yield CYCLES_PER_MS;
      line.raise();
      line.raise();
      yield CYCLES_PER_MS;
      yield CYCLES_PER_MS;
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['2.0000 irq']);
  });

  test('masked interrupts wait, one per line, and ticks are lost', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
    const alarm = machine.clock.alarm(() => {
      line.raise();
      alarm.set(machine.clock.now + MS);
    });
    alarm.set(MS);
    line.connect(() => machine.note('irq'));
    machine.start(function* () {
      expect(machine.interrupts.disable()).toBe(true);
      expect(machine.interrupts.disable()).toBe(false);
      yield 5.5 * CYCLES_PER_MS;
      expect(machine.systick.ticks).toBe(0);
      expect(machine.systick.ticksUs).toBe(1500);
      expect(machine.systick.ticksUs).toBe(500);
      machine.interrupts.enable(true);
      expect(machine.systick.ticks).toBe(1);
      yield 168;
      machine.note(`ticks ${machine.systick.ticks}`);
      yield CYCLES_PER_MS;
      machine.note(`ticks ${machine.systick.ticks}`);
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['5.5010 irq', '5.5010 ticks 1', '6.5010 irq', '6.5010 ticks 2']);
  });

  test('a handler at priority 0 holds the tick back', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM5', { priority: 0, vector: 50 });
    line.connect(() => {
      machine.work(CYCLES_PER_MS, 3);
      machine.note(`ticks ${machine.systick.ticks}`);
    });
    machine.start(function* () {
      yield CYCLES_PER_MS / 2;
      line.raise();
      yield 1;
      machine.note(`ticks ${machine.systick.ticks}`);
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['3.5000 ticks 0', '3.5000 ticks 1']);
  });

  test('a storm of interrupts can be stopped', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
    const alarm = machine.clock.alarm(() => {
      line.raise();
      alarm.set(machine.clock.now + 0.1 * MS);
    });
    alarm.set(MS);
    let served = 0;
    line.connect(() => {
      if (++served === 50) machine.scheduler.requestStop();
      machine.work(CYCLES_PER_MS);
    });
    machine.start(function* () {
      for (;;) yield 100;
    });
    expect(machine.scheduler.run()).toBe('stopped');
    expect(served).toBe(50);
    expect(machine.runTo(machine.clock.now + 10 * MS)).toBe('until');
  });

  test.each([
    ['requestStop', 'stopped', false],
    ['requestAbort', ABORT, false],
    ['requestAbort', ABORT, true],
  ] as const)('in one whose handlers leave nothing to others the host looks around: %s, %s, nested: %s', (request, ending, isNested) => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
    line.connect(() => {
      machine.work(CYCLES_PER_MS / 100);
      line.raise();
    });
    machine.start(function* () {
      line.raise();
      if (isNested) machine.workNested(100, 2);
      for (;;) yield 100;
    });
    let looks = 0;
    machine.scheduler.poll = () => {
      if (++looks === 5) machine.scheduler[request]();
    };
    const outcome = (): unknown => {
      try {
        return machine.scheduler.run();
      } catch (x) {
        return x;
      }
    };
    expect(outcome()).toBe(ending);
    expect(machine.clock.now).toBeLessThan(400 * MS);
  });

  test.each([false, true])('in one that ends, code gets on only afterwards, whatever the host wants meanwhile; nested: %s', (isNested) => {
    const stormy = (slice: number): string[] => {
      const machine = new Machine();
      const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
      let left = 200;
      line.connect(() => {
        machine.work(CYCLES_PER_MS);
        if (--left > 0) line.raise();
      });
      machine.start(function* () {
        line.raise();
        for (let i = 0; i < 3; i++) {
          if (isNested) machine.workNested(100, 1);
          else yield 100;
          machine.note(`${left} left`);
        }
      });
      while (machine.runTo(machine.clock.now + slice) !== 'done');
      return machine.log;
    };
    expect(stormy(3 * MS)).toEqual(stormy(Number.POSITIVE_INFINITY));
    expect(stormy(3 * MS).map((line) => line.replace(/^\S+ /, ''))).toEqual(['0 left', '0 left', '0 left']);
  });

  test('in one without end the run ends when it is over', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
    line.connect(() => {
      machine.work(CYCLES_PER_MS);
      line.raise();
    });
    machine.start(function* () {
      line.raise();
      machine.workNested(100, 2);
      yield 1;
    });
    machine.scheduler.endsAt = 20_000_000n;
    expect(() => machine.scheduler.run()).toThrow(ABORT);
    expect(machine.clock.now).toBeLessThan(22 * MS);
  });

  test('what a handler throws leaves the controller in order', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
    line.connect(() => {
      throw new Error('handler');
    });
    line.raise();
    expect(() => machine.interrupts.serve()).toThrow('handler');
    expect(machine.interrupts.inHandler).toBe(false);
  });
});

describe('an occupied core', () => {
  const occupiedFor = 10 * MS;

  /** A thread that occupies the core after 1 ms, with a line of priority 1 and one of 13 raised at 3 ms. */
  function occupied(priority: number, options: SchedulerOptions = {}) {
    const machine = new Machine(options);
    const { interrupts, clock } = machine;
    const lines = [1, 13].map((rank) => interrupts.line(`IRQ${rank}`, { priority: rank, vector: rank }));
    for (const line of lines) line.connect(() => machine.note(line.name));
    const alarm = clock.alarm(() => {
      for (const line of lines) line.raise();
    });
    alarm.set(3 * MS);
    machine.start(function* () {
      yield CYCLES_PER_MS;
      interrupts.occupy(occupiedFor, priority, () => machine.note('free'));
      yield 168;
      machine.note(`ticks ${machine.systick.ticks}`);
      yield CYCLES_PER_MS;
      machine.note(`ticks ${machine.systick.ticks}`);
    });
    return machine;
  }

  test.each([undefined, 1])('serves what is more urgent, the tick among it (a stop at each safe point: %s)', (stopEvery) => {
    const machine = occupied(6, { stopEvery });
    machine.scheduler.run();
    expect(machine.log).toEqual(['3.0000 IRQ1', '11.0010 free', '11.0010 IRQ13', '11.0010 ticks 11', '12.0010 ticks 12']);
  });

  test.each([undefined, 1])('serves nothing where the core stands still, and loses ticks (a stop at each safe point: %s)', (stopEvery) => {
    const machine = occupied(-1, { stopEvery });
    machine.scheduler.run();
    expect(machine.log).toEqual(['11.0010 free', '11.0010 IRQ1', '11.0010 IRQ13', '11.0010 ticks 2', '12.0010 ticks 3']);
  });

  test('comes back to the host in the middle', () => {
    const machine = occupied(-1);
    expect(machine.runTo(5 * MS)).toBe('until');
    expect(machine.clock.now).toBe(5 * MS);
    expect(machine.scheduler.quietUntil).toBe(11 * MS + 1000);
    expect(machine.log).toEqual([]);
    machine.scheduler.run();
    expect(machine.log[0]).toBe('11.0010 free');
  });

  test('is one after another where several occupy it', () => {
    const machine = new Machine();
    machine.start(function* () {
      machine.interrupts.occupy(0, 6, () => machine.note('at once'));
      machine.interrupts.occupy(MS, -1, () => machine.note('erased'));
      machine.interrupts.occupy(0, 6, () => machine.note('at its end'));
      machine.interrupts.occupy(2 * MS, 6, () => machine.note('programmed'));
      yield 0;
      yield 0;
      machine.note('goes on');
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['0.0000 at once', '1.0000 erased', '1.0000 at its end', '3.0000 programmed', '3.0000 goes on']);
  });

  test('by the handler of an interrupt: a sleep that it interrupts ends one tick later, for one was pending and the others are lost', () => {
    const machine = new Machine();
    const { interrupts, clock } = machine;
    const line = interrupts.line('FLASH', { priority: 6, vector: 4 });
    line.connect(() => interrupts.occupy(occupiedFor, -1, () => machine.note('free')));
    clock.alarm(() => line.raise()).set(2 * MS);
    machine.start(function* () {
      yield machine.systick.sleep(4);
      machine.note('awake');
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['12.0000 free', '13.0000 awake']);
  });

  test('in nested code and in busy loops passes on the spot', () => {
    const machine = new Machine();
    machine.start(function* () {
      machine.interrupts.occupy(MS, 6, () => machine.note('free'));
      machine.workNested(168, 1);
      machine.note('nested code goes on');
      yield 0;
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['1.0010 free', '1.0010 nested code goes on']);
  });
});

describe('slices', () => {
  const compute = (machine: Machine, name: string, turns: number) =>
    function* () {
      machine.note(`${name} begins`);
      for (let i = 0; i < turns; i++) yield 420;
      machine.note(`${name} ends`);
    };

  test('one thread alone is never stopped; two bounce the lock at every 32nd check from the first tick on', () => {
    const machine = new Machine();
    machine.start(compute(machine, 'main', 3990));
    machine.start(compute(machine, 'task', 3980));
    machine.scheduler.run();
    expect(machine.log).toEqual(['0.0000 main begins', '1.0871 task begins', '19.4729 main ends', '20.4653 task ends']);
  });

  test('new threads are last in the ring', () => {
    const machine = new Machine();
    machine.start(function* () {
      for (const name of ['a', 'b', 'c']) {
        machine.start(function* () {
          machine.log.push(name);
          yield 1;
        });
      }
      yield machine.clock.waitUntil(MS);
      machine.log.push('main');
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['a', 'b', 'c', 'main']);
  });

  test('a thread that wakes while another computes runs at the bounce after the tick that ends the slice', () => {
    const machine = new Machine();
    machine.start(function* () {
      for (let i = 0; i < 40_000; i++) yield 420;
    });
    machine.start(function* () {
      for (let i = 0; i < 3; i++) {
        machine.note('awake');
        yield machine.systick.sleep(25);
      }
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['1.0871 awake', '26.0872 awake', '51.0873 awake']);
  });

  test('nested code holds the switch off until it is over', () => {
    const machine = new Machine();
    machine.start(function* () {
      yield CYCLES_PER_MS / 2;
      machine.work(CYCLES_PER_MS, 20);
      machine.note('nested is over');
      machine.scheduler.grant();
      yield 168;
      machine.note('main');
    });
    machine.start(compute(machine, 'task', 1));
    machine.scheduler.run();
    expect(machine.log).toEqual(['20.5000 nested is over', '20.5058 main', '20.5081 task begins', '20.5106 task ends']);
  });
});

describe('the ring', () => {
  test('the turn goes round among sleeping threads: each sees its tick at its turn, 2.38 µs after the one before', () => {
    const machine = new Machine();
    for (const name of ['a', 'b', 'c']) {
      machine.start(function* () {
        yield machine.systick.sleep(100);
        machine.note(name);
        yield machine.systick.sleep(100);
        machine.note(name);
      });
    }
    machine.scheduler.run();
    expect(machine.log).toEqual([...['100.0005 c', '100.0028 a', '100.0052 b'], ...['200.0009 b', '200.0033 c', '200.0057 a']]);
  });

  test('a mutex is handed over in the order of asking; its new owner comes last in the ring', () => {
    const machine = new Machine();
    const mutex = new Mutex();
    machine.start(function* () {
      machine.scheduler.acquire(mutex);
      for (const name of ['a', 'b', 'c']) {
        machine.start(function* () {
          yield new MutexWait(mutex);
          machine.log.push(name);
          machine.scheduler.release(mutex);
        });
      }
      yield machine.systick.sleep(10);
      expect(mutex.queue.length).toBe(3);
      machine.scheduler.release(mutex);
      yield machine.systick.sleep(0);
      machine.log.push('main');
    });
    expect(machine.scheduler.run()).toBe('done');
    expect(machine.log).toEqual(['a', 'b', 'c', 'main']);
    expect(mutex.isTaken).toBe(false);
  });

  test('the last thread that could run waits for a mutex: the firmware gives up', () => {
    const machine = new Machine();
    const mutex = new Mutex();
    machine.start(function* () {
      machine.scheduler.acquire(mutex);
      machine.start(function* () {
        yield machine.systick.sleep(10);
        machine.note('task ends');
      });
      yield new MutexWait(mutex);
    });
    expect(machine.scheduler.run()).toBe('deadlock');
    expect(machine.log).toEqual([expect.stringMatching(/^10\.00\d\d task ends$/)]);
  });
});

describe('waiting', () => {
  test('sleep ends on a tick edge, without drift', () => {
    const machine = new Machine();
    machine.start(function* () {
      yield CYCLES_PER_MS * 0.3;
      for (let i = 0; i < 3; i++) {
        yield machine.systick.sleep(150);
        machine.note('toggle');
        yield 5000;
      }
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['150.0000 toggle', '300.0000 toggle', '450.0000 toggle']);
  });

  test('sleep(0) waits for one event: a tick, or another interrupt', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
    machine.clock.alarm(() => line.raise()).set(1.25 * MS);
    machine.start(function* () {
      yield machine.systick.sleep(0);
      machine.note('tick');
      yield machine.systick.sleep(0);
      machine.note('interrupt');
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['1.0000 tick', '1.2500 interrupt']);
  });

  test('a sleep is longer when ticks are lost meanwhile', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM5', { priority: 0, vector: 50 });
    machine.clock.alarm(() => line.raise()).set(2.5 * MS);
    line.connect(() => machine.work(CYCLES_PER_MS, 10));
    machine.start(function* () {
      yield machine.systick.sleep(10);
      machine.note('awake');
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['19.0000 awake']);
  });

  test('what is ready runs at once after notify, and an idle machine jumps', () => {
    const machine = new Machine();
    let free = false;
    const lock: Wait = { ready: () => free };
    machine.start(function* () {
      yield machine.clock.waitUntil(1000 * MS);
      free = true;
      machine.scheduler.notify();
      yield 168;
      machine.note('released');
      yield machine.systick.sleep(1);
    });
    machine.start(function* () {
      yield lock;
      machine.note('locked');
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['1000.0056 released', '1000.0080 locked']);
  });

  test('all wait for something that never comes', () => {
    const machine = new Machine();
    machine.start(function* () {
      yield { ready: () => false };
    });
    expect(machine.scheduler.run()).toBe('stuck');
  });

  test('a wait in nested code lets time pass, serves interrupts, and lets others run on top', () => {
    const machine = new Machine();
    const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
    machine.clock.alarm(() => line.raise()).set(2 * MS);
    line.connect(() => machine.note('irq'));
    machine.start(function* () {
      expect(machine.waitNested(machine.systick.sleep(5))).toBe('goes on');
      machine.note('awake');
      expect(machine.waitNested({})).toBe('never');
      yield 1;
    });
    machine.start(function* () {
      machine.note('other');
      yield machine.systick.sleep(3);
      machine.note('other again');
    });
    machine.scheduler.run();
    expect(machine.log).toEqual(['0.0024 other', '2.0000 irq', '3.0012 other again', '5.0000 awake']);
  });

  test('a wait in an interrupt handler lets time pass and serves more urgent ones, and no thread runs', () => {
    const machine = new Machine();
    const [slow, urgent] = [13, 12].map((priority) => machine.interrupts.line('TIM', { priority, vector: 28 }));
    machine.clock.alarm(() => slow.raise()).set(MS);
    machine.clock.alarm(() => urgent.raise()).set(2 * MS);
    urgent.connect(() => machine.note('urgent'));
    slow.connect(() => {
      expect(machine.scheduler.waitInHandler(machine.systick.sleep(5))).toBe(true);
      machine.note('handler ends');
      expect(machine.scheduler.waitInHandler({})).toBe(false);
      expect(machine.scheduler.waitInHandler(new MutexWait(new Mutex()))).toBe(false);
    });
    for (const name of ['a', 'b']) {
      machine.start(function* () {
        yield machine.systick.sleep(2);
        machine.note(name);
      });
    }
    machine.scheduler.run();
    expect(machine.log[0]).toBe('2.0000 urgent');
    expect(machine.log[1]).toBe('6.0000 handler ends');
    expect(machine.log.length).toBe(4);
  });

  test('a century of sleep costs nothing to simulate', () => {
    const machine = new Machine();
    const day = 86_400_000;
    machine.start(function* () {
      yield 100;
      for (let i = 0; i < 36_500; i++) yield machine.systick.sleep(day);
    });
    machine.scheduler.run();
    expect(machine.clock.elapsed()).toBe(36_500n * 86_400_000n * 1_000_000n);
    expect(machine.systick.ticks).toBe(36_500 * day);
  });
});

describe('the host', () => {
  test('run(until) stops computing code at its moment and goes on later', () => {
    const machine = new Machine();
    machine.start(function* () {
      for (let i = 0; i < 1000; i++) yield 1680;
      machine.note('end');
    });
    expect(machine.runTo(3 * MS)).toBe('until');
    expect(machine.clock.now).toBe(3 * MS);
    expect(machine.scheduler.run()).toBe('done');
    expect(machine.log).toEqual(['10.0000 end']);
  });

  test('run(until) stops an idle machine at its moment', () => {
    const machine = new Machine();
    machine.start(function* () {
      yield machine.systick.sleep(10);
    });
    expect(machine.runTo(4.5 * MS)).toBe('until');
    expect(machine.clock.now).toBe(4.5 * MS);
    expect(machine.scheduler.run()).toBe('done');
    expect(machine.clock.now).toBe(10 * MS);
  });

  test('poll is called every 50 ms of code, nested too, and can abort', () => {
    const machine = new Machine();
    let polls = 0;
    machine.scheduler.poll = () => {
      if (++polls === 5) machine.scheduler.requestAbort();
    };
    machine.start(function* () {
      yield 1;
      for (;;) machine.work(1000);
    });
    let thrown: unknown;
    try {
      machine.scheduler.run();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBe(ABORT);
    expect(machine.clock.now / MS).toBeCloseTo(200, 0);
  });

  test('forced stops and a host that looks every 5 µs change nothing', () => {
    const run = (stopEvery?: number, kind?: 'ideal', step = Number.POSITIVE_INFINITY): string[] => {
      const machine = new Machine({ stopEvery, kind });
      const line = machine.interrupts.line('TIM2', { priority: 13, vector: 28 });
      const alarm = machine.clock.alarm(() => {
        line.raise();
        alarm.set(machine.clock.now + 1_234_567);
      });
      alarm.set(777_777);
      line.connect(() => {
        machine.note('irq');
        machine.work(333, 50);
      });
      for (const name of ['a', 'b', 'c']) {
        machine.start(function* () {
          for (let i = 0; i < 300; i++) {
            for (let k = 0; k < 40; k++) yield 97 + k;
            machine.note(name);
            if (i % 11 === 0) yield machine.systick.sleep(i % 3);
          }
        });
      }
      while (machine.runTo(machine.clock.now + step) === 'until');
      machine.note(`${machine.clock.cycles}`);
      return machine.log;
    };
    const expected = run();
    for (const stopEvery of [1, 2, 7, 100]) expect(run(stopEvery)).toEqual(expected);
    expect(run(undefined, undefined, 5000)).toEqual(expected);
    const ideal = run(undefined, 'ideal');
    for (const stopEvery of [1, 3]) expect(run(stopEvery, 'ideal')).toEqual(ideal);
    expect(run(undefined, 'ideal', 5000)).toEqual(ideal);
  });
});

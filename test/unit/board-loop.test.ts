/** A board beside an event loop, its host being made of a wall clock that the test moves and of a list of what is to be called. */
import { describe, expect, test } from 'vitest';
import { BoardLoop } from '../../src/hosts/browser/board-loop.js';
import type { Frame } from '../../src/hosts/browser/protocol.js';
import { MemoryFileTree } from '../../src/index.js';

const BLINK = `
import pyb, time
led = pyb.LED(4)
for i in range(20):
    led.toggle()
    time.sleep_ms(10)
print('over', time.ticks_ms())
`;

class FakeHost {
  wall = 1000;
  readonly frames: Frame[] = [];
  /** Shows each frame at once. */
  shows = true;
  /** What a look at the clock takes: so turns end at other places. */
  lookMs = 0;
  readonly loop: BoardLoop;
  #next: { readonly run: () => void; readonly ms: number } | null = null;

  constructor(source: string, pace: number) {
    this.loop = new BoardLoop(
      { flash: new MemoryFileTree({ 'main.py': source }) },
      {
        now: () => {
          this.wall += this.lookMs;
          return this.wall;
        },
        later: (run, ms) => {
          this.#next = { run, ms };
        },
        show: (frame) => {
          this.frames.push(frame);
          if (this.shows) this.loop.shown();
        },
      },
    );
    this.loop.pace = pace;
    this.loop.start();
  }

  /** Lets so many turns go by. */
  turn(count = 1): void {
    for (let i = 0; i < count; i++) {
      const next = this.#next;
      if (next === null) return;
      this.#next = null;
      this.wall += next.ms;
      next.run();
    }
  }

  type(text: string): void {
    this.loop.system.feed(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  }

  get output(): string {
    return this.frames.map(({ output }) => String.fromCharCode(...output)).join('');
  }

  get edges(): string[] {
    return this.frames.flatMap(({ events }) => events.map(({ t, signal, value }) => `${t} ${signal} ${value}`));
  }
}

/** Until the program is over and the prompt is open. */
function untilPrompt(host: FakeHost): FakeHost {
  for (let i = 0; i < 100_000 && !host.frames.at(-1)?.atPrompt; i++) host.turn();
  return host;
}

describe('a board in turns', () => {
  test('does the same at any pace and however its turns are cut', () => {
    const fast = untilPrompt(new FakeHost(BLINK, Number.POSITIVE_INFINITY));
    expect(fast.output).toMatch(/^over \d+\r\nMicroPython v.*\r\nType "help\(\)" for more information.\r\n>>> $/s);
    for (const [pace, lookMs] of [
      [1, 0],
      [0.25, 0],
      [Number.POSITIVE_INFINITY, 4],
      [3, 6],
    ]) {
      const other = new FakeHost(BLINK, pace);
      other.lookMs = lookMs;
      untilPrompt(other);
      expect(other.output).toBe(fast.output);
      expect(other.edges).toEqual(fast.edges);
    }
  });

  test('keeps to real time', () => {
    const host = new FakeHost('import time\ntime.sleep(60)', 1);
    host.turn(101);
    const passed = Number(host.frames.at(-1)?.elapsed) / 1e6;
    expect(passed).toBeGreaterThan(1400);
    expect(passed).toBeLessThan(1600);
  });

  test('keeps to real time at a prompt, whatever its pace', () => {
    const host = untilPrompt(new FakeHost('', Number.POSITIVE_INFINITY));
    const { elapsed } = host.frames.at(-1) as Frame;
    const { wall } = host;
    host.wall += 50;
    host.turn(10);
    expect(Number((host.frames.at(-1) as Frame).elapsed - elapsed) / 1e6).toBeLessThanOrEqual(host.wall - wall);
  });

  test('hears Ctrl-C in a loop without end', () => {
    const host = new FakeHost('while True: pass', Number.POSITIVE_INFINITY);
    host.lookMs = 5;
    host.turn(3);
    host.type('\x03');
    untilPrompt(host);
    expect(host.output).toContain('KeyboardInterrupt');
  });

  test('waits for a page that shows nothing', () => {
    const host = new FakeHost('while True: print("x" * 1000)', Number.POSITIVE_INFINITY);
    host.shows = false;
    host.lookMs = 1;
    host.turn(50);
    const { elapsed } = host.loop.system;
    host.turn(50);
    expect(host.loop.system.elapsed).toBe(elapsed);
    expect(host.frames).toHaveLength(1);
    host.loop.shown();
    host.turn(2);
    expect(host.frames).toHaveLength(2);
    expect(host.output.length).toBeLessThan(210_000);
    expect(host.loop.system.elapsed).toBeGreaterThan(elapsed);
  });

  test('does nothing any more once it is stopped', () => {
    const host = new FakeHost(BLINK, 1);
    host.turn(3);
    host.loop.stop();
    const { elapsed } = host.loop.system;
    host.turn(10);
    expect(host.loop.system.elapsed).toBe(elapsed);
  });
});

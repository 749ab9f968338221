/** The registers of the external interrupts (RM0090 §12.3). Which pin a line listens to is chosen by the firmware, not here. */
import type { ExtiLine } from '../extint.js';
import type { RegisterBlock } from '../register-block.js';

/** The block of all lines. */
export function extiRegisters(lines: readonly ExtiLine[]): RegisterBlock {
  const bits = (test: (line: ExtiLine) => boolean) => () => lines.reduce((value, line) => value | (Number(test(line)) << line.number), 0);
  const each = (put: (line: ExtiLine, on: boolean) => void) => (value: number) => {
    for (const line of lines) put(line, ((value >>> line.number) & 1) === 1);
  };
  return {
    IMR: {
      read: bits((line) => line.isEnabled),
      write: each((line, on) => {
        if (on !== line.isEnabled) on ? line.enable() : line.disable();
      }),
    },
    EMR: {
      read: bits(({ isEvent }) => isEvent),
      write: each((line, on) => {
        line.isEvent = on;
      }),
    },
    RTSR: {
      read: bits(({ edges }) => edges.rising),
      write: each((line, rising) => {
        line.edges = { ...line.edges, rising };
      }),
    },
    FTSR: {
      read: bits(({ edges }) => edges.falling),
      write: each((line, falling) => {
        line.edges = { ...line.edges, falling };
      }),
    },
    SWIER: {
      read: bits(({ isTriggered }) => isTriggered),
      write: each((line, on) => {
        line.isTriggered = on;
      }),
    },
    PR: {
      read: bits((line) => line.isPending),
      write: each((line, on) => {
        if (on) line.clear();
      }),
    },
  };
}

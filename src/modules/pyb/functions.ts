/** Functions that are the same objects in `pyb` and `machine` (`ports/stm32/modmachine.c`, `irq.c`, `rng.c`). */
import { ResetCause } from '../../board/reset.js';
import { newBytes } from '../../objects/bytes.js';
import { ABSENT, arg, fn } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { newInt } from '../../objects/int.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { newTuple } from '../../objects/tuple.js';
import type { Value } from '../../objects/value.js';
import { infoText } from './info.js';
import type { BoardPort } from './port.js';

/** The declarations, for one machine. */
export function sharedFunctions(port: BoardPort) {
  const { board } = port;
  const { interrupts, systick, rng } = board;
  return {
    freq: fn(
      'Get the frequencies of CPU and buses in Hz, or set them.',
      [arg('sysclk', anything, ABSENT), arg('hclk', anything, ABSENT), arg('pclk1', anything, ABSENT), arg('pclk2', anything, ABSENT)],
      (...wish) => (wish[0] === ABSENT ? frequencies(port) : setFrequencies(port, wish)),
    ),
    unique_id: fn('The 12 bytes that only this chip has.', [], () => newBytes(board.uniqueId.slice())),
    info: fn("Print what is known of the board; with an argument, the heap's map, too.", [arg('dump', anything, ABSENT)], (dump) =>
      port.print(infoText(port, dump !== ABSENT)),
    ),
    rng: fn('A random number of 30 bits.', [], () => newInt(rng.next() >>> 2)),
    disable_irq: fn('Hold all interrupts back; answers whether they were allowed before.', [], () => interrupts.disable()),
    enable_irq: fn('Allow interrupts, or hold them back if `state` is false.', [arg('state', truth, true)], (state) =>
      interrupts.enable(state),
    ),
    idle: fn('Stop the CPU until an interrupt.', [], () => engine.park(systick.waitForEvent(), () => None)),
    reset: fn('Reset the chip.', [], () => port.control.reset(ResetCause.HARD)),
    bootloader: fn('Leave Python for the bootloader of the chip.', [arg('options', anything, None)], () => {
      port.flash.sync();
      return engine.park({ ready: () => true }, () => port.control.leave());
    }),
  };
}

function frequencies({ board }: BoardPort): Value {
  const { sysclk, hclk, pclk1, pclk2 } = board.tree.frequencies;
  return newTuple([sysclk, hclk, pclk1, pclk2].map((hz) => newInt(hz)));
}

/** Sets the frequencies (`mp_machine_set_freq`), which are words without a sign in the end. Waits 5 ms first, so that USB can finish. */
function setFrequencies({ board, control }: BoardPort, wish: readonly Value[]): Value {
  const [given, ...buses] = wish.map((hz) => (hz === ABSENT ? undefined : int.convert(hz))) as [number, ...(number | undefined)[]];
  const defaults = [given, Math.trunc(given / 4), Math.trunc(given / 2)];
  const sysclk = given >>> 0;
  const [hclk, pclk1, pclk2] = defaults.map((hz, i) => (buses[i] ?? hz) >>> 0) as [number, number, number];
  const now = board.tree.frequencies;
  if (sysclk === now.sysclk && hclk === now.hclk && pclk1 === now.pclk1 && pclk2 === now.pclk2) return None;
  if (!board.tree.allows(sysclk)) throw raise.ValueError('invalid freq');
  return engine.wait(board.systick.sleep(5), () => {
    if (!board.tree.isReadyFor(sysclk)) return control.fail("can't change freq");
    board.tree.set({ sysclk, hclk, pclk1, pclk2 });
    return None;
  });
}

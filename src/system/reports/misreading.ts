/** Says how the two ends of a serial line are set differently. */
import type { Pyboard } from '../../board/pyboard.js';
import type { Misreading, SerialFormat } from '../../board/serial-line.js';
import { RATE_TOLERANCE } from '../../board/uart/input.js';
import { SECOND } from '../../execution.js';

/** The rates that programs ask for; a divisor only comes within a hundredth of them. */
const RATES = [1200, 2400, 4800, 9600, 14_400, 19_200, 28_800, 31_250, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

function rate({ bitTime }: SerialFormat): number {
  const exact = Math.round(SECOND / bitTime);
  return RATES.find((common) => Math.abs(exact / common - 1) < 0.01) ?? exact;
}
const formatOf = ({ bits, parity }: SerialFormat): string => `${bits} data bits and ${parity === 'none' ? 'no' : parity} parity`;

/** Returns how frames on a serial line are read and how they are sent, as far as these differ. */
function readAndSent({ read, sent }: Misreading): readonly [string, string] {
  const isOtherRate = Math.abs(read.bitTime / sent.bitTime - 1) > RATE_TOLERANCE;
  return isOtherRate ? [`${rate(read)} baud`, `${rate(sent)} baud`] : [formatOf(read), formatOf(sent)];
}

/** Describes a UART with other settings than the other end of its line. */
export function misreadText({ uart: { id }, isOwn, misreading }: Pyboard['misreadings'][number]): string {
  const [read, sent] = readAndSent(misreading);
  return isOwn
    ? `UART(${id}) reads with ${read}, but what it gets is sent with ${sent}`
    : `UART(${id}) sends with ${sent}, but who is connected to it reads with ${read}`;
}

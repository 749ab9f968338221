/** How `machine.CAN` divides a bit into quanta (`extmod/machine_can.c`, calculate_brp). */
import { raise } from '../../objects/exception.js';

/** Largest values that bxCAN supports; the smallest of each is 1. */
export const LIMITS = { prescaler: 1024, tseg1: 16, tseg2: 8, sjw: 4 } as const;

/** The requested timing. `tseg1` and `tseg2` are −1 if they are to be chosen by the sample point, which is in percent. */
interface TimingWish {
  readonly bitrate: number;
  readonly samplePoint: number;
  readonly tseg1: number;
  readonly tseg2: number;
}

/** How a bit is divided: a quantum is `prescaler` clock cycles, a bit 1 + tseg1 + tseg2 quanta. */
interface CanTiming {
  readonly prescaler: number;
  readonly tseg1: number;
  readonly tseg2: number;
}

/**
 * The division with the smallest error of the bit rate, then of the sample point, then with the shortest quanta. Raises ValueError if an
 * argument is bad or no division fits.
 */
export function canTiming(clockHz: number, wish: TimingWish): CanTiming {
  const { bitrate, samplePoint } = wish;
  checkSegment('tseg1', wish.tseg1, LIMITS.tseg1, wish.tseg2);
  checkSegment('tseg2', wish.tseg2, LIMITS.tseg2, wish.tseg1);
  if (samplePoint <= 0 || samplePoint >= 100) throw raise.ValueError('sample_point');
  let best: CanTiming = { prescaler: 1, tseg1: wish.tseg1, tseg2: wish.tseg2 };
  let rateError = bitrate;
  let sampleError = 10_000;
  for (let prescaler: number = LIMITS.prescaler; prescaler >= 1; prescaler--) {
    const clock = Math.floor(clockHz / prescaler);
    const quanta = wish.tseg1 === -1 ? Math.trunc((clock + Math.trunc(bitrate / 2)) / bitrate) : wish.tseg1 + wish.tseg2 + 1;
    if (quanta < 3 || quanta > LIMITS.tseg1 + LIMITS.tseg2 + 1) continue;
    const error = Math.abs(bitrate - Math.floor(clock / quanta));
    if (error > rateError) continue;
    if (wish.tseg1 !== -1) {
      best = { ...best, prescaler };
      rateError = error;
      continue;
    }
    for (let tseg1 = 1; tseg1 <= LIMITS.tseg1; tseg1++) {
      const tseg2 = quanta - 1 - tseg1;
      if (tseg2 < 1 || tseg2 > LIMITS.tseg2) continue;
      const missed = Math.abs(Math.floor((10_000 * (1 + tseg1)) / quanta) - samplePoint * 100);
      if (error >= rateError && missed > sampleError) continue;
      best = { prescaler, tseg1, tseg2 };
      rateError = error;
      sampleError = missed;
    }
  }
  if (rateError === bitrate) throw raise.ValueError('unable to calculate BRP for baudrate');
  return best;
}

/** Raises ValueError for a segment that is out of range, or if only one of the two segments is given. */
function checkSegment(name: string, value: number, most: number, other: number): void {
  if (value === -1 ? other !== -1 : value < 1 || value > most) throw raise.ValueError(name);
}

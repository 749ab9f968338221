/**
 * A BME280's calibration, and the raw numbers that it measures (Bosch BST-BME280-DS002, §4.2; the coefficients of temperature and pressure are
 * those of the example in BST-BMP280-DS001, §3.12). Drivers compute readings from raw numbers; the simulated chip has to do the inverse.
 */

/** The coefficients, as drivers read them. */
const T = [27_504, 26_435, -1000] as const;
const P = [36_477, -10_685, 3024, 2855, 140, -7, 15_500, -14_600, 6000] as const;
const H = { 1: 75, 2: 370, 3: 0, 4: 313, 5: 50, 6: 30 } as const;

const TWENTY_BITS = 0x10_0000;
const SIXTEEN_BITS = 0x1_0000;

/** Returns the registers from 0x88 to 0xA1. */
export function calibrationAt88(): Uint8Array {
  const words = [...T, ...P].flatMap((value) => [value & 0xff, (value >> 8) & 0xff]);
  return Uint8Array.of(...words, 0, H[1]);
}

/** Returns the registers from 0xE1 to 0xE7: two coefficients of twelve bits share a byte. */
export function calibrationAtE1(): Uint8Array {
  return Uint8Array.of(H[2] & 0xff, H[2] >> 8, H[3], H[4] >> 4, (H[4] & 0xf) | ((H[5] & 0xf) << 4), H[5] >> 4, H[6]);
}

/** Returns the raw number for a temperature, degrees Celsius. */
export function rawTemperature(celsius: number): number {
  return nearest(celsius, TWENTY_BITS, 1, (raw) => fine(raw) / 5120);
}

/** Returns the temperature for its raw number in units of 1/5120 degree; the two other quantities depend on it. */
export function fine(raw: number): number {
  const [t1, t2, t3] = T;
  return (raw / 16_384 - t1 / 1024) * t2 + (raw / 131_072 - t1 / 8192) ** 2 * t3;
}

/** Returns the raw number for a pressure, Pa; it falls as the pressure rises. */
export function rawPressure(pascals: number, fineTemperature: number): number {
  const [p1, p2, p3, p4, p5, p6, p7, p8, p9] = P;
  const from = fineTemperature / 2 - 64_000;
  const offset = (from * from * p6) / 32_768 / 4 + (from * p5 * 2) / 4 + p4 * 65_536;
  const slope = (1 + ((p3 * from * from) / 524_288 + p2 * from) / 524_288 / 32_768) * p1;
  return nearest(pascals, TWENTY_BITS, -1, (raw) => {
    const p = ((1_048_576 - raw - offset / 4096) * 6250) / slope;
    return p + ((p9 * p * p) / 2_147_483_648 + (p * p8) / 32_768 + p7) / 16;
  });
}

/** Returns the raw number for a relative humidity, percent. */
export function rawHumidity(percent: number, fineTemperature: number): number {
  const from = fineTemperature - 76_800;
  const slope = (H[2] / 65_536) * (1 + (H[6] / 67_108_864) * from * (1 + (H[3] / 67_108_864) * from));
  return nearest(percent, SIXTEEN_BITS, 1, (raw) => {
    const h = (raw - (H[4] * 64 + (H[5] / 16_384) * from)) * slope;
    return h * (1 - (H[1] * h) / 524_288);
  });
}

/** Returns the number below `count` whose reading is nearest to `reading`. Readings rise (1) or fall (-1) with the number. */
function nearest(reading: number, count: number, direction: 1 | -1, readingOf: (raw: number) => number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (direction * (readingOf(middle) - reading) < 0) low = middle + 1;
    else high = middle;
  }
  const isBelowNearer = low > 0 && Math.abs(readingOf(low - 1) - reading) < Math.abs(readingOf(low) - reading);
  return isBelowNearer ? low - 1 : low;
}

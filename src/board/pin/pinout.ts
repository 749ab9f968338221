/** Tables of a board's pins, written as text: one word per board name, one line per pin of the CPU. */

/** One alternate function of a pin, such as AF1 = TIM2_CH1. */
export interface AlternateFunction {
  readonly index: number;
  /** Peripheral with its number: `TIM2`. */
  readonly peripheral: string;
  /** Its signal: `CH1`. */
  readonly signal: string;
}

/** The fixed properties of a pin of the CPU. */
export interface PinDescription {
  /** Port and number: `A13`. */
  readonly cpu: string;
  readonly functions: readonly AlternateFunction[];
  /** Its ADC channel, and the converters that have it; null if it has none. */
  readonly adc: { readonly units: string; readonly channel: number } | null;
}

/** All pins of a board. */
export interface Pinout {
  /** From a name on the board to the name of the CPU's pin; several names may share a pin. */
  readonly names: ReadonlyMap<string, string>;
  readonly pins: readonly PinDescription[];
}

/** A table that is parsed at the first access: most runs need only one board's. */
class LatePinout implements Pinout {
  #read: Pinout | null = null;
  constructor(private readonly read: () => Pinout) {}
  get names(): Pinout['names'] {
    return this.#content.names;
  }
  get pins(): Pinout['pins'] {
    return this.#content.pins;
  }
  get #content(): Pinout {
    this.#read ??= this.read();
    return this.#read;
  }
}

/** Returns the pinout that `X1=A0 …` and lines such as `A0 1=TIM2_CH1 … adc=123:0` describe. */
export function pinout(names: string, pins: string): Pinout {
  return new LatePinout(() => ({
    names: new Map(words(names).map((word) => split(word, '='))),
    pins: pins
      .trim()
      .split('\n')
      .map((line) => new LinePin(line)),
  }));
}

/** Returns the same pins with more alternate functions, given as lines such as `A8 12=UART7_RX …`. */
export function withFunctions(fewer: Pinout, more: string): Pinout {
  return new LatePinout(() => adding(fewer, more));
}

function adding({ names, pins }: Pinout, more: string): Pinout {
  const added = new Map(
    more
      .trim()
      .split('\n')
      .map((line) => new LinePin(line))
      .map(({ cpu, functions }) => [cpu, functions]),
  );
  const both = (pin: PinDescription): PinDescription => {
    const functions = [...pin.functions, ...(added.get(pin.cpu) ?? [])].sort((a, b) => a.index - b.index);
    return { cpu: pin.cpu, adc: pin.adc, functions };
  };
  return { names, pins: pins.map(both) };
}

/** A line of the table. Of most lines only the pin's name is ever needed, so the rest is parsed late. */
class LinePin implements PinDescription {
  readonly cpu: string;
  readonly adc: PinDescription['adc'];
  readonly #alternates: string;
  #functions: readonly AlternateFunction[] | null = null;

  constructor(line: string) {
    const [pin, adc] = split(line, ' adc=');
    const [cpu, alternates] = split(pin, ' ');
    this.cpu = cpu;
    this.#alternates = alternates;
    this.adc = adc === '' ? null : readAdc(adc);
  }

  get functions(): readonly AlternateFunction[] {
    this.#functions ??= words(this.#alternates).map(readFunction);
    return this.#functions;
  }
}

function readFunction(word: string): AlternateFunction {
  const [index, name] = split(word, '=');
  const [peripheral, signal] = split(name, '_');
  return { index: Number(index), peripheral, signal };
}

function readAdc(text: string): PinDescription['adc'] {
  const [units, channel] = split(text, ':');
  return { units, channel: Number(channel) };
}

function words(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

/** Returns the parts before and after the first `separator`; the whole word and '' if there is no separator. */
function split(word: string, separator: string): [string, string] {
  const at = word.indexOf(separator);
  return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + separator.length)];
}

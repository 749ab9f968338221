/** The tables of a board's pins, written as text: one word per board name, one line per pin of the CPU. */

/** One alternate function of a pin, such as AF1 = TIM2_CH1. */
export interface AlternateFunction {
  readonly index: number;
  /** Peripheral with its number: `TIM2`. */
  readonly peripheral: string;
  /** Its signal: `CH1`. */
  readonly signal: string;
}

/** What can be said of a pin of the CPU before anything runs. */
export interface PinDescription {
  /** Port and number: `A13`. */
  readonly cpu: string;
  readonly functions: readonly AlternateFunction[];
  /** Its channel and the converters that have it; null without one. */
  readonly adc: { readonly units: string; readonly channel: number } | null;
}

/** All pins of a board. */
export interface Pinout {
  /** Name on the board to name of the CPU; several names may share a pin. */
  readonly names: ReadonlyMap<string, string>;
  readonly pins: readonly PinDescription[];
}

/** A table that is read when somebody first looks: most runs have to do with one board. */
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

/** What `X1=A0 …` and lines of `A0 1=TIM2_CH1 … adc=123:0` say. */
export function pinout(names: string, pins: string): Pinout {
  return new LatePinout(() => ({
    names: new Map(words(names).map((word) => split(word, '='))),
    pins: pins.trim().split('\n').map(readPin),
  }));
}

/** The same pins with more alternate functions, given as lines of `A8 12=UART7_RX …`. */
export function withFunctions(fewer: Pinout, more: string): Pinout {
  return new LatePinout(() => adding(fewer, more));
}

function adding({ names, pins }: Pinout, more: string): Pinout {
  const added = new Map(
    more
      .trim()
      .split('\n')
      .map(readPin)
      .map(({ cpu, functions }) => [cpu, functions]),
  );
  const both = (pin: PinDescription): PinDescription => {
    const functions = [...pin.functions, ...(added.get(pin.cpu) ?? [])].sort((a, b) => a.index - b.index);
    return { ...pin, functions };
  };
  return { names, pins: pins.map(both) };
}

function readPin(line: string): PinDescription {
  const [cpu, ...rest] = words(line);
  const functions: AlternateFunction[] = [];
  let adc: PinDescription['adc'] = null;
  for (const [key, value] of rest.map((word) => split(word, '='))) {
    if (key === 'adc') {
      const [units, channel] = split(value, ':');
      adc = { units, channel: Number(channel) };
    } else {
      const [peripheral, signal] = split(value, '_');
      functions.push({ index: Number(key), peripheral, signal });
    }
  }
  return { cpu, functions, adc };
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** The parts before and after the first `separator`. */
function split(word: string, separator: string): [string, string] {
  const at = word.indexOf(separator);
  return [word.slice(0, at), word.slice(at + 1)];
}

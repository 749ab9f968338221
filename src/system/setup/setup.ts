/**
 * A set-up: what is plugged into a board, which pins are joined by wires, and what the world does when. It is data, for instance JSON, so that
 * it can be stored beside a program, typed, or sent. What it does happens at its exact simulated moment.
 */
import { MOST_VOLTS } from '../../board/analogue.js';
import { SdCard } from '../../board/flash/sd-card.js';
import type { Level, Line } from '../../board/pin/line.js';
import type { Pyboard } from '../../board/pyboard.js';
import { noRadioText } from '../../board/radios.js';
import { DEVICE_TYPES } from '../../devices/catalogue.js';
import type { Device, DeviceType } from '../../devices/device-type.js';
import { asText, number, oneOf, orNone, SetupError, truth, valueOf } from '../../devices/kinds.js';
import type { CardWish, Socket } from '../../devices/socket.js';
import type { FileTree } from '../../host.js';
import { DURATION_FORM, parseDuration } from '../duration.js';
import { fillCard, formatCard, misfitText } from './card-files.js';
import { arrayOf, type Changes, objectOf, partsOf } from './description.js';
import { readSettings } from './device-settings.js';

const ZERO = /^0+(\.0+)?[a-z\u00b5]*$/;
/** What the world can change about any pin, and about the board. */
const PIN_WORLD = { level: orNone(oneOf(0, 1)), volts: orNone(number(0, MOST_VOLTS)) };
const AXES = { x: number(), y: number(), z: number() };
/** Names that devices cannot have. */
const OWN = ['usr', 'rst', 'accelerometer'];
const BUTTON = { pressed: truth };

/** How pins and ports are used, and by which setting first. */
type Uses = Map<Line, { readonly use: string; readonly place: string }>;

/** Returns a host's folder that a set-up names, such as the one with the files for a card. Throws a SetupError if there is no such folder. */
export type Folders = (name: string) => FileTree;

/** Where a description comes from: its folders, and its name for people. */
interface Origin {
  readonly folders?: Folders;
  readonly from?: string | undefined;
}

const NO_FOLDERS: Folders = (name) => {
  throw new SetupError(`no folder '${name}' here`);
};

/** Plugs devices in, joins pins, and schedules what will happen. Returns the devices by name. Throws a SetupError that says what is wrong. */
export function setUp(board: Pyboard, description: unknown, folders = NO_FOLDERS): ReadonlyMap<string, Device> {
  const setup = new Setup(board, folders);
  setup.add(description);
  return setup.devices;
}

/** The set-up of one board. Several descriptions can be added. */
export class Setup {
  readonly #plugged = new Map<string, { readonly device: Device; readonly world: DeviceType['world'] } & Origin>();
  readonly #uses: Uses = new Map();
  readonly #claims = new Map<object, Set<string>>();
  /** Called with each value of the world that has changed, as it is written in a set-up. */
  onChange: ((target: string, value: unknown) => void) | null = null;

  constructor(
    private readonly board: Pyboard,
    private readonly folders = NO_FOLDERS,
  ) {}

  /** The devices that are plugged in, by name. */
  get devices(): ReadonlyMap<string, Device> {
    return new Map([...this.#plugged].map(([name, { device }]) => [name, device]));
  }

  /** Applies a description. It may have its own folders, and a name such as `vpyb.json`. */
  add(description: unknown, { folders = this.folders, from }: Origin = {}): void {
    // `null` does not count as absent, because others who read the description would find it there, too.
    const { devices = {}, wires = [], probes = [], at = {} } = partsOf(description);
    for (const [name, device] of Object.entries(objectOf(devices, 'devices'))) this.plug(name, objectOf(device, name), { folders, from });
    for (const wire of arrayOf(wires, 'wires')) this.join(wire);
    for (const pin of arrayOf(probes, 'probes')) this.probe(pin);
    for (const [moment, changes] of Object.entries(objectOf(at, 'at'))) this.schedule(moment, objectOf(changes, moment));
  }

  /** Plugs a device in; its settings may name folders of their own. */
  plug(name: string, { type: typeName, ...settings }: Changes, { folders = this.folders, from }: Origin = {}): void {
    if (!/^(?!__)[A-Za-z_][\w-]*$/.test(name))
      throw new SetupError(`'${name}' is not a valid device name; use letters, digits, - and single _`);
    if (typeName === undefined || typeName === null) throw new SetupError(`${name}: "type" is missing ('vpyb devices' lists them)`);
    const namesake = this.#plugged.get(name);
    if (namesake !== undefined || this.board.pin(name) !== undefined || OWN.includes(name)) {
      const by = namesake?.from === undefined ? '' : ` by a device of ${namesake.from}`;
      throw new SetupError(`${name}: this name is already taken${by}`);
    }
    const type = Object.hasOwn(DEVICE_TYPES, asText(typeName)) ? DEVICE_TYPES[asText(typeName)] : undefined;
    if (type === undefined) {
      throw new SetupError(`${name}: unknown device '${asText(typeName ?? '')}'; choose from ${Object.keys(DEVICE_TYPES).join(', ')}`);
    }
    const { options, world, given } = readSettings(name, type, settings);
    const uses = this.#usesOf(name, type, settings);
    // A device that is refused leaves nothing behind: it claims its place before it touches a wire.
    const device = type.plug(this.#socket(name, settings, folders), options);
    for (const [pin, use] of uses) this.#uses.set(pin, use);
    this.#plugged.set(name, { device, world, from });
    for (const signal of [...(device.signals ?? []), ...(device.ports ?? []).map((port) => port.level)])
      this.board.trace.watchOnceUsed(signal);
    for (const { path, value } of given) assign(device, path, value);
  }

  /** Joins two pins, named in a list, by a wire. */
  join(wire: unknown): void {
    if (!Array.isArray(wire)) throw new SetupError('wires: a wire is a pair of pins, such as ["X1", "X2"]');
    const names: readonly unknown[] = wire;
    const ends = names.map((name) => {
      const pin = this.board.pin(asText(name));
      if (pin === undefined) throw new SetupError(`${this.board.description.name} has no pin ${asText(name)} to connect a wire to`);
      return pin;
    });
    if (ends.length !== 2) throw new SetupError('a wire needs two ends, such as ["X1", "X2"]');
    if (ends[0] === ends[1]) throw new SetupError(`both ends of a wire are at ${names[0]}`);
    this.board.wire(ends[0], ends[1]);
  }

  /** Puts a probe on a pin. */
  probe(which: unknown): void {
    const pin = this.board.pin(asText(which));
    if (pin === undefined) throw new SetupError(`${this.board.description.name} has no pin ${asText(which)} to probe`);
    this.board.probe(pin);
  }

  /** Schedules changes for a moment since power-on. */
  schedule(moment: string, changes: Changes): void {
    const at = typeof moment !== 'string' ? null : ZERO.test(moment) ? 0n : parseDuration(moment);
    if (at === null) throw new SetupError(`'${moment}' is not a moment; write ${DURATION_FORM}`);
    const act = this.#actionOf(changes);
    const due = Number(at - this.board.time.epoch);
    if (!Number.isSafeInteger(due)) throw new SetupError(`'${moment}' is too far in the future`);
    this.board.time.alarm(act).set(due);
  }

  /** Changes the world at once. If one of the changes is impossible, none is made. */
  change(changes: Changes): void {
    this.#actionOf(objectOf(changes, 'the changes'))();
  }

  #actionOf(changes: Changes): () => void {
    const actions = Object.entries(changes).map(([target, value]) => this.#change(target, value));
    return () => {
      for (const action of actions) action();
    };
  }

  #socket(name: string, settings: Changes, folders: Folders): Socket {
    const lineAt = (wire: string): Line | null => (settings[wire] === undefined ? null : this.#line(settings[wire], `${name}.${wire}`));
    const pinAt = (wire: string) => {
      const pin = this.board.pin(asText(settings[wire]));
      if (pin === undefined) throw new SetupError(`${name}.${wire}: ${this.board.description.name} has no pin ${asText(settings[wire])}`);
      return pin;
    };
    return {
      name,
      clock: this.board.time,
      line: lineAt,
      claim: (place, what, complaint) => {
        const claims = this.#claims.get(place) ?? new Set();
        if (claims.has(what)) throw new SetupError(`${name}: ${complaint}`);
        this.#claims.set(place, claims.add(what));
      },
      insertCard: (wish) => this.#insertCard(name, wish, folders),
      network: () => {
        if (this.board.hasRadio) return this.board.network;
        throw new SetupError(`${name}: ${noRadioText(this.board.description)}`);
      },
      board: this.board,
      folder: folders,
      uart: (id) => this.board.uarts.get(id ?? 0) ?? this.#lacks(name, 'uart', id, [...this.board.uarts.keys()]),
      can: (id) => {
        const ids = this.board.cans.map((can) => can.id);
        return id !== undefined && ids.includes(id) ? this.board.canBus(id) : this.#lacks(name, 'can', id, ids);
      },
      i2c: () => this.board.i2cBus(pinAt('scl'), pinAt('sda')),
      spi: () => this.board.spiBus(pinAt('sck'), pinAt('mosi'), pinAt('miso')),
    };
  }

  /** Refuses a device whose controller does not exist on the board, or is not named. */
  #lacks(name: string, what: 'uart' | 'can', id: number | undefined, ids: readonly number[]): never {
    const there = `${this.board.description.name} has ${what.toUpperCase()} ${ids.join(', ')}`;
    throw new SetupError(id === undefined ? `${name}: '${what}' is missing; ${there}` : `${name}.${what}: ${id} does not exist; ${there}`);
  }

  #insertCard(name: string, { bytes, isBlank, files }: CardWish, folders: Folders): SdCard {
    const { sdSlot } = this.board;
    if (sdSlot.card !== null) throw new SetupError(`${name}: there is already a card in the slot`);
    if (isBlank && files !== undefined) throw new SetupError(`${name}: a blank card cannot have files`);
    const card = SdCard.blank(bytes);
    if (!isBlank) formatCard(card);
    if (files === '') throw new SetupError(`${name}.files: the name of the folder is empty`);
    const misfit = files === undefined ? null : fillCard(card, folders(files));
    if (misfit !== null) throw new SetupError(`${name}.files: ${misfitText(misfit, bytes)}`);
    sdSlot.card = card;
    return card;
  }

  /**
   * Returns how a device uses pins and ports. Each of them has a single use; only buses are shared, and each of their wires only with the same
   * wire of other devices.
   */
  #usesOf(name: string, type: DeviceType, settings: Changes): Uses {
    const uses: Uses = new Map();
    for (const wire of type.wires.map((wire) => wire.replace('?', ''))) {
      const pin = this.#find(settings[wire]);
      if (pin === undefined) continue; // The wire is open, or leads nowhere, which the socket reports.
      const use = type.shared.includes(wire) ? wire : `${name}.${wire}`;
      const taken = uses.get(pin) ?? this.#uses.get(pin);
      if (taken !== undefined && taken.use !== use)
        throw new SetupError(`${name}.${wire}: ${settings[wire]} is already used by ${taken.place}`);
      uses.set(pin, taken ?? { use, place: `${name}.${wire}` });
    }
    return uses;
  }

  #line(which: unknown, place: string): Line {
    const found = this.#find(which);
    if (found === undefined)
      throw new SetupError(
        `${place}: ${this.board.description.name} has no pin ${asText(which)}, and neither has a device plugged in before`,
      );
    return found;
  }

  /** Returns a pin, or a port of a device: `X1`, `expander.P0`. */
  #find(which: unknown): Line | undefined {
    const [, name, port] = /^([\w-]+)\.P(\d)$/.exec(asText(which)) ?? [];
    return this.board.pin(asText(which)) ?? (name === undefined ? undefined : this.#plugged.get(name)?.device.ports?.[Number(port)]);
  }

  /** Returns an action that sets `target` to a value, to be run now or later. */
  #change(target: string, given: unknown): () => void {
    const [name, ...path] = target.split('.');
    const owner = this.#owner(name);
    if (path.length === 0) throw new SetupError(`'${target}' cannot be changed; write NAME.WHAT, such as usr.pressed`);
    if (owner === null) throw new SetupError(`${target}: '${name}' is neither a pin of ${this.board.description.name} nor a device`);
    const key = path.join('.');
    if (!Object.hasOwn(owner.world, key)) {
      throw new SetupError(`${name}: '${key}' cannot be changed; what can: ${Object.keys(owner.world).join(', ') || 'nothing'}`);
    }
    const value = valueOf(owner.world[key], given, target);
    return () => {
      owner.set(path, value);
      this.onChange?.(target, given);
    };
  }

  /** Returns what has this name: a device, a button, or a pin. */
  #owner(name: string): Owner | null {
    const { switch: usr, resetButton, accelerometer } = this.board;
    const plugged = this.#plugged.get(name);
    if (plugged !== undefined) return { world: plugged.world, set: (path, value) => assign(plugged.device, path, value) };
    const button = name === 'usr' ? usr : name === 'rst' ? resetButton : null;
    if (button !== null) return { world: BUTTON, set: (_, value) => (value ? button.press() : button.release()) };
    if (name === 'accelerometer' && accelerometer !== null) {
      return { world: AXES, set: (path, value) => assign(accelerometer, ['acceleration', ...path], value) };
    }
    const pin = this.board.pin(name);
    if (pin === undefined) return null;
    const set = ([what]: readonly string[], value: unknown): void =>
      what === 'volts' ? this.board.analogue(pin).set(value as number | null) : pin.drive(value as Level | null);
    return { world: PIN_WORLD, set };
  }
}

/** Something that the world can change. */
interface Owner {
  readonly world: DeviceType['world'];
  readonly set: (path: readonly string[], value: unknown) => void;
}

/** Sets a property, or a property's property, or calls a method. */
function assign(object: object, [name, inner]: readonly string[], value: unknown): void {
  const fields = object as Record<string, unknown>;
  if (inner !== undefined) fields[name] = { ...(fields[name] as object), [inner]: value };
  else if (typeof fields[name] === 'function') (fields[name] as (value: unknown) => void).call(object, value);
  else fields[name] = value;
}

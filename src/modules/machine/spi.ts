/** `machine.SPI` and `machine.SoftSPI` (`extmod/machine_spi.c`, `ports/stm32/machine_spi.c`). */
import type { Pin } from '../../board/pin/pin.js';
import type { Pyboard } from '../../board/pyboard.js';
import { blockOfBytes } from '../../board/spi/block.js';
import type { Spi } from '../../board/spi/spi.js';
import { MICROSECOND, SECOND, type Steps } from '../../execution.js';
import { allocate } from '../../objects/charge.js';
import { ABSENT, bind, keyword, keywords, methodsOf, nativeType, option, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, Value } from '../../objects/value.js';
import type { Pins } from '../pyb/pin.js';
import { describeSpi, findSpi, spiSettings, spiTransfer } from '../pyb/spi.js';
import { type SpiObject, spiMethods } from '../pyb/spi-methods.js';

const HARD_FIRST_BIT = { MSB: 0, LSB: 0x80 } as const;
/** Fewest cycles in which software can transfer a bit. */
const LEAST_CYCLES_PER_BIT = 48;

const pinOptions = [keyword('sck', anything, ABSENT), keyword('mosi', anything, ABSENT), keyword('miso', anything, ABSENT)] as const;
const SOFT = [
  option('baudrate', int, 500_000),
  keyword('polarity', int, 0),
  keyword('phase', int, 0),
  keyword('bits', int, 8),
  keyword('firstbit', int, HARD_FIRST_BIT.MSB),
  ...pinOptions,
] as const;
const HARD = [option('id', anything), ...SOFT] as const;
const HARD_AGAIN = [
  keyword('baudrate', int, -1),
  keyword('polarity', int, -1),
  keyword('phase', int, -1),
  keyword('bits', int, -1),
  keyword('firstbit', int, -1),
] as const;
const SOFT_AGAIN = [
  option('baudrate', int, -1),
  option('polarity', int, -1),
  option('phase', int, -1),
  keyword('firstbit', int, -1),
  ...pinOptions,
] as const;

class HardSpi implements SpiObject {
  constructor(
    readonly type: PyType,
    readonly port: Spi,
    private readonly board: Pyboard,
  ) {}

  transfer(from: Uint8Array, into: Uint8Array | null): Steps<void> {
    return spiTransfer(this.port, this.board, from, into);
  }
}

/** The settings of a software bus. */
interface SoftSettings {
  /** Microseconds of half a bit; 0 for as fast as possible. */
  readonly half: number;
  readonly polarity: number;
  readonly phase: number;
  readonly firstbit: number;
  readonly sck: Pin;
  readonly mosi: Pin;
  readonly miso: Pin;
}

/** A bus that software drives, on any three pins. It has the same wires as hardware on the same pins. */
class SoftSpi implements SpiObject {
  constructor(
    readonly type: PyType,
    private readonly board: Pyboard,
    public settings: SoftSettings,
  ) {
    this.connect();
  }

  /** Configures the pins. */
  connect(): void {
    const { sck, mosi, miso, polarity } = this.settings;
    sck.write(polarity === 0 ? 0 : 1);
    sck.configure('out', 'none');
    mosi.configure('out', 'none');
    miso.configure('in', 'none');
  }

  transfer(from: Uint8Array, into: Uint8Array | null): Steps<void> {
    const { half, sck, mosi, miso, polarity, phase, firstbit } = this.settings;
    const wires = this.board.spiWires(sck, mosi, miso);
    const { tree } = this.board;
    const bitTime = half === 0 ? (LEAST_CYCLES_PER_BIT * SECOND) / tree.frequencies.sysclk : 2 * half * MICROSECOND;
    const block = blockOfBytes(from, into, firstbit !== HARD_FIRST_BIT.MSB);
    return wires.exchange(block, { bitTime, polarity, phase });
  }

  describe(): string {
    const { half, polarity, phase, firstbit, sck, mosi, miso } = this.settings;
    const baudrate = half === 0 ? mostBaudrate(this.board) : Math.floor(500_000 / half);
    return `SoftSPI(baudrate=${baudrate}, polarity=${polarity}, phase=${phase}, firstbit=${firstbit}, sck=${sck.cpu}, mosi=${mosi.cpu}, miso=${miso.cpu})`;
  }
}

const mostBaudrate = ({ tree }: Pyboard): number => Math.floor(tree.frequencies.sysclk / LEAST_CYCLES_PER_BIT);
const halfOf = (board: Pyboard, baudrate: number): number => (baudrate >= mostBaudrate(board) ? 0 : Math.ceil(500_000 / baudrate));

/** The two classes for one board. `warn` prints a line. */
export function spiTypes(board: Pyboard, pins: Pins, warn: (line: string) => void): { readonly SPI: PyType; readonly SoftSPI: PyType } {
  const softMake = (args: Value[], given: Keywords | null): Value => {
    const [baudrate, polarity, phase, bits, firstbit, sck, mosi, miso] = bind(SOFT, args, given);
    if (bits !== 8) throw raise.ValueError('bits must be 8');
    if (sck === ABSENT || mosi === ABSENT || miso === ABSENT) throw raise.ValueError('must specify all of sck/mosi/miso');
    allocate(48);
    const wires = { sck: pins.find(sck), mosi: pins.find(mosi), miso: pins.find(miso) };
    return new SoftSpi(SoftSPI, board, { half: halfOf(board, baudrate), polarity, phase, firstbit, ...wires });
  };
  const softInit = (self: SoftSpi, args: Value[], given: Keywords | null): void => {
    const [baudrate, polarity, phase, firstbit, sck, mosi, miso] = bind(SOFT_AGAIN, args, given);
    const before = self.settings;
    const pin = (value: Value, otherwise: Pin): Pin => (value === ABSENT ? otherwise : pins.find(value));
    self.settings = {
      half: baudrate === -1 ? before.half : halfOf(board, baudrate),
      polarity: polarity === -1 ? before.polarity : polarity,
      phase: phase === -1 ? before.phase : phase,
      firstbit: firstbit === -1 ? before.firstbit : firstbit,
      sck: pin(sck, before.sck),
      mosi: pin(mosi, before.mosi),
      miso: pin(miso, before.miso),
    };
    self.connect();
  };
  const ofSoft = methodsOf<SoftSpi>();
  const SoftSPI: PyType = nativeType(
    'SoftSPI',
    { make: (_type, args: Value[], given: Keywords | null) => softMake(args, given), repr: (self: SoftSpi) => self.describe() },
    {
      init: ofSoft.method('Change settings.', [rest('args'), keywords('options')], softInit),
      deinit: ofSoft.method('Nothing is to be done.', [], () => {}),
      ...spiMethods(),
      ...HARD_FIRST_BIT,
    },
  );
  const made = new Map<Spi, HardSpi>();
  const ofHard = methodsOf<HardSpi>();
  const SPI: PyType = nativeType(
    'SPI',
    {
      make(_type, args: Value[], given: Keywords | null) {
        if (args.length === 0 || args[0] === -1) {
          warn('Warning: SPI(-1, ...) is deprecated, use SoftSPI(...) instead');
          return softMake(args.slice(1), given);
        }
        const [id, baudrate, polarity, phase, bits, firstbit, sck, mosi, miso] = bind(HARD, args, given);
        const port = findSpi(board, id);
        if (sck !== ABSENT || mosi !== ABSENT || miso !== ABSENT)
          throw raise.ValueError('explicit choice of sck/mosi/miso is not implemented');
        port.init({ ...spiSettings(port, port.settings, { baudrate, polarity, phase, bits, firstbit }), isController: true, crc: null });
        let object = made.get(port);
        if (object === undefined) {
          object = new HardSpi(SPI, port, board);
          made.set(port, object);
        }
        return object;
      },
      repr: ({ port }: HardSpi) => describeSpi(port, false),
    },
    {
      init: ofHard.method('Change settings.', HARD_AGAIN, ({ port }, baudrate, polarity, phase, bits, firstbit) =>
        port.init(spiSettings(port, port.settings, { baudrate, polarity, phase, bits, firstbit })),
      ),
      deinit: ofHard.method('Switch the bus off.', [], ({ port }) => port.deinit()),
      ...spiMethods(),
      ...HARD_FIRST_BIT,
    },
  );
  return { SPI, SoftSPI };
}

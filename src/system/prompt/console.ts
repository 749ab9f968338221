/** The board's serial console: text out, bytes in, and the byte that interrupts a program (`shared/runtime/interrupt_char.c`). */
import { ByteQueue } from '../../byte-queue.js';
import { CR, LF } from '../../control-bytes.js';
import type { Steps, Wait } from '../../execution.js';
import type { ConsoleLine, HardwareLine, Terminal } from '../../modules/terminal.js';
import { POLL } from '../../objects/stream.js';

/** The console's connection to the world outside. */
interface ConsolePort {
  /** Sends bytes to the host. */
  send(bytes: Uint8Array): void;
  /** What a printed \n becomes for the host. The board sends CR LF, and always does on all other lines. */
  readonly newline: '\n' | '\r\n';
  encode(text: string): Uint8Array;
  /** The interrupt byte has arrived. */
  interrupted(): void;
  /** Bytes have arrived. */
  arrived(): void;
  /** Called when input from the host is looked for and there is none. Returns true if the host wants to bring some before time advances. */
  lacking(): boolean;
  /** The instruction WFI. */
  waitForEvent(): Wait;
}

/** Among the lines: the UART of `pyb.repl_uart`, and the slot of `os.dupterm` where a reset puts USB (`ports/stm32/usb.c`, pyb_usb_init0). */
const UART_PLACE = 0;
const USB_PLACE = 2;

export class Console implements Terminal {
  /**
   * The byte that interrupts; −1 for none. The firmware sets it at the beginning and end of each program (`shared/runtime/pyexec.c`), the program
   * may change it meanwhile.
   */
  interruptByte = -1;
  readonly usb: UsbLine;
  readonly lines: (ConsoleLine | null)[];

  constructor(private readonly port: ConsolePort) {
    this.usb = new UsbLine(port);
    this.lines = [null, null, this.usb, null];
  }

  /** Puts the console back on USB alone. */
  reset(): void {
    this.lines.fill(null);
    this.lines[USB_PLACE] = this.usb;
    this.usb.isConsole = true;
    this.usb.onArrival = null;
  }

  get hasStreams(): boolean {
    // A plain loop: every print asks.
    for (const line of this.lines) if (line !== null && line.isStream === true) return true;
    return false;
  }

  /** Prints text; `\n` becomes the line end of each line. */
  write(text: string): void {
    for (const piece of this.#piecesOf(text)) for (const line of this.lines) line?.send(this.#encodedFor(line, piece));
  }

  *writing(text: string): Steps<void> {
    for (const piece of this.#piecesOf(text)) {
      for (const line of this.lines) {
        if (line === null) continue;
        const bytes = this.#encodedFor(line, piece);
        if (line.writing === undefined) line.send(bytes);
        else yield* line.writing(bytes);
      }
    }
  }

  /** What is written at a time: for streams each line end is a piece of its own (`shared/runtime/stdout_helpers.c`). */
  #piecesOf(text: string): readonly string[] {
    if (text === '') return [];
    return this.hasStreams ? (text.match(/\n|[^\n]+/g) as string[]) : [text];
  }

  /** The lines with their places, as they are when it is their turn. */
  *#present(): Iterable<[place: number, line: ConsoleLine]> {
    for (const [place, line] of this.lines.entries()) if (line !== null) yield [place, line];
  }

  #encodedFor(line: ConsoleLine, text: string): Uint8Array {
    return this.port.encode(this.#newlineOf(line) === '\n' ? text : text.replaceAll('\n', '\r\n'));
  }

  /** Sends bytes; line feeds become the line end of each line. */
  writeCooked(bytes: Uint8Array): void {
    for (const piece of this.hasStreams ? linesAndEnds(bytes) : [bytes])
      for (const line of this.lines) line?.send(this.#newlineOf(line) === '\n' || !piece.includes(LF) ? piece.slice() : cooked(piece));
  }

  writeBytes(bytes: Uint8Array): number {
    // Nobody asks the UART of `repl_uart` how many it has taken.
    const byUart = this.lines[UART_PLACE] === null ? 0 : bytes.length;
    let bySlots: number | null = null;
    for (const [place, line] of this.#present()) {
      const taken = line.send(bytes.slice());
      if (place !== UART_PLACE) bySlots = Math.min(taken, bySlots ?? bytes.length);
    }
    return bySlots !== null && bySlots >= 0 ? bySlots : byUart;
  }

  #newlineOf(line: ConsoleLine): string {
    return line === this.usb ? this.port.newline : '\r\n';
  }

  /** Takes bytes that the host sends. All but the interrupt byte are kept until they are read (`ports/stm32/usbd_cdc_interface.c`). */
  feed(bytes: Uint8Array): void {
    let start = 0;
    for (let i = 0; this.usb.isConsole && i < bytes.length; i++) {
      if (!this.strike(bytes[i] as number)) continue;
      this.usb.receive(bytes.subarray(start, i));
      start = i + 1;
    }
    this.usb.receive(bytes.subarray(start));
    this.port.arrived();
    if (this.usb.available > 0) this.usb.onArrival?.();
  }

  strike(byte: number): boolean {
    if (byte !== this.interruptByte) return false;
    this.port.interrupted();
    return true;
  }

  get available(): number {
    let sum = 0;
    for (const line of this.lines) sum += line?.available ?? 0;
    return sum;
  }

  take(): number | undefined {
    for (const line of this.lines) {
      const byte = line?.take();
      if (byte !== undefined) return byte === 'interrupt' ? undefined : byte;
    }
    return undefined;
  }

  poll(events: number): number {
    let [byUart, bySlots] = [0, 0];
    for (const [place, line] of this.#present()) {
      if (place === UART_PLACE) byUart = line.poll(events);
      else if (bySlots !== events) bySlots |= line.poll(events);
    }
    return byUart | bySlots;
  }

  waitForEvent(): Wait {
    return this.port.waitForEvent();
  }
}

/** The bytes in pieces: each line feed, and what is between them. */
function* linesAndEnds(bytes: Uint8Array): Iterable<Uint8Array> {
  let start = 0;
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
    if (end > start) yield bytes.subarray(start, end);
    start = end + 1;
    yield bytes.subarray(end, start);
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

/** Returns the bytes with CR before every LF. */
function cooked(bytes: Uint8Array): Uint8Array {
  const result: number[] = [];
  for (const byte of bytes) {
    if (byte === LF) result.push(CR);
    result.push(byte);
  }
  return Uint8Array.from(result);
}

/** The program stops so that the host can look for typed input, and continues at the same moment. */
const PAUSE: Wait = { isBusy: true, awaitsInput: true, ready: () => true };

/** The line to the host: it takes all output at once, and holds input that has not been read. */
class UsbLine implements HardwareLine {
  isConsole = true;
  onArrival: (() => void) | null = null;
  readonly #input = new ByteQueue();

  constructor(private readonly port: ConsolePort) {}

  send(bytes: Uint8Array): number {
    this.port.send(bytes);
    return bytes.length;
  }

  receive(bytes: Uint8Array): void {
    this.#input.add(bytes);
  }

  get available(): number {
    return this.#input.length;
  }

  take(): number | undefined {
    const byte = this.#input.takeOne();
    if (byte === undefined) this.port.lacking();
    return byte;
  }

  poll(events: number): number {
    return (events & POLL.WRITE) | (this.available > 0 ? events & POLL.READ : 0);
  }

  pauseForHost(): Wait | null {
    return this.available === 0 && this.port.lacking() ? PAUSE : null;
  }
}

/** The board's serial console: text out, bytes in, and the byte that interrupts a program (`shared/runtime/interrupt_char.c`). */
import { ByteQueue } from '../../byte-queue.js';
import { CR, LF } from '../../control-bytes.js';
import type { Steps, Wait } from '../../execution.js';
import type { ConsoleLine, Terminal } from '../../modules/terminal.js';

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
}

export class Console implements Terminal {
  /**
   * The byte that interrupts; −1 for none. The firmware sets it at the beginning and end of each program (`shared/runtime/pyexec.c`), the program
   * may change it meanwhile.
   */
  interruptByte = -1;
  readonly usb: UsbLine;
  #lines: readonly ConsoleLine[];

  constructor(private readonly port: ConsolePort) {
    this.usb = new UsbLine(port);
    this.#lines = [this.usb];
  }

  get lines(): readonly ConsoleLine[] {
    return this.#lines;
  }

  set lines(lines: readonly ConsoleLine[]) {
    for (const line of this.#lines) line.isConsole = false;
    for (const line of lines) line.isConsole = true;
    this.#lines = lines;
  }

  /** Prints text; `\n` becomes the line end of each line. */
  write(text: string): void {
    if (text === '') return;
    for (const line of this.#lines) line.send(this.#encodedFor(line, text));
  }

  *writing(text: string): Steps<void> {
    if (text === '') return;
    for (const line of this.#lines) {
      const bytes = this.#encodedFor(line, text);
      if (line.writing === undefined) line.send(bytes);
      else yield* line.writing(bytes);
    }
  }

  #encodedFor(line: ConsoleLine, text: string): Uint8Array {
    return this.port.encode(this.#newlineOf(line) === '\n' ? text : text.replaceAll('\n', '\r\n'));
  }

  /** Sends bytes; line feeds become the line end of each line. */
  writeCooked(bytes: Uint8Array): void {
    for (const line of this.#lines) line.send(this.#newlineOf(line) === '\n' || !bytes.includes(LF) ? bytes.slice() : cooked(bytes));
  }

  /** Sends bytes as they are. */
  writeBytes(bytes: Uint8Array): void {
    for (const line of this.#lines) line.send(bytes.slice());
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
    for (const line of this.#lines) sum += line.available;
    return sum;
  }

  take(): number | undefined {
    for (const line of this.#lines) {
      const byte = line.take();
      if (byte !== undefined) return byte;
    }
    return undefined;
  }
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
class UsbLine implements ConsoleLine {
  isConsole = true;
  onArrival: (() => void) | null = null;
  readonly #input = new ByteQueue();

  constructor(private readonly port: ConsolePort) {}

  send(bytes: Uint8Array): void {
    this.port.send(bytes);
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

  pauseForHost(): Wait | null {
    return this.available === 0 && this.port.lacking() ? PAUSE : null;
  }
}

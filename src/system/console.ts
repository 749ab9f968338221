/** The board's serial console: text out, bytes in, and the byte that interrupts a program (`shared/runtime/interrupt_char.c`). */

const CTRL_C = 3;
const LF = 10;
const CR = 13;

export class Console {
  /** Byte that interrupts; −1 for none. Armed only while a program runs. */
  interruptByte = -1;
  /** Set by `micropython.kbd_intr`: what programs are interrupted by. */
  programInterruptByte = CTRL_C;
  readonly #input: number[] = [];
  #read = 0;

  constructor(
    private readonly send: (bytes: Uint8Array) => void,
    /** What a printed \n becomes: the board sends CR LF. */
    private readonly newline: '\n' | '\r\n',
    private readonly encode: (text: string) => Uint8Array,
    private readonly interrupted: () => void,
    private readonly arrived: () => void,
  ) {}

  /** Prints text; `\n` becomes the console's line end. */
  write(text: string): void {
    if (text === '') return;
    this.send(this.encode(this.newline === '\n' ? text : text.replaceAll('\n', '\r\n')));
  }

  /** Sends bytes; line feeds become the console's line end. */
  writeCooked(bytes: Uint8Array): void {
    if (this.newline === '\n' || !bytes.includes(LF)) {
      this.send(bytes.slice());
      return;
    }
    const cooked: number[] = [];
    for (const byte of bytes) {
      if (byte === LF) cooked.push(CR);
      cooked.push(byte);
    }
    this.send(Uint8Array.from(cooked));
  }

  /** Sends bytes as they are. */
  writeBytes(bytes: Uint8Array): void {
    this.send(bytes.slice());
  }

  /** Bytes typed at the other end. */
  feed(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === this.interruptByte) {
        this.#input.length = this.#read = 0;
        this.interrupted();
      } else this.#input.push(byte);
    }
    this.arrived();
  }

  /** Number of bytes that can be read. */
  get available(): number {
    return this.#input.length - this.#read;
  }

  /** The next byte; undefined if there is none. */
  take(): number | undefined {
    const byte = this.#input[this.#read];
    if (byte === undefined) return undefined;
    if (++this.#read > 4096) {
      this.#input.splice(0, this.#read);
      this.#read = 0;
    }
    return byte;
  }
}

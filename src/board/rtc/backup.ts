/** The backup domain's memory (RM0090 §3, §26.6.20): it keeps its contents through every reset as long as the chip has any power. */

/** Bytes of the backup SRAM. */
const SRAM_BYTES = 4096;

/** The backup SRAM, and the registers of the real-time clock that are free for programs to use. */
export class BackupMemory {
  readonly sram = new Uint8Array(SRAM_BYTES);
  /** Little-endian words. */
  readonly registers: Uint8Array;
  /** Whether the regulator that supplies the SRAM from the battery is on. Here nothing depends on it: a reset leaves the SRAM alone anyway. */
  isRegulated = false;

  constructor(registers: number) {
    this.registers = new Uint8Array(4 * registers);
  }
}

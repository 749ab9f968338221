/** The types that machine code has besides objects. */

/** The types of `@micropython.viper`, as MicroPython numbers them (`py/nativeglue.h`). */
export enum NativeType {
  OBJECT = 0,
  BOOL,
  INT,
  UINT,
  PTR,
  PTR8,
  PTR16,
  PTR32,
}

/** What a firmware reports about itself: in `sys`, `os.uname()`, `platform` and the banner. */
export interface Identity {
  /** `v1.29.0`. */
  readonly tag: string;
  /** When the firmware was built: `2026-08-19`. */
  readonly date: string;
  readonly version: readonly [major: number, minor: number, patch: number, prerelease: string];
  /** `PYBv1.1 with STM32F405RG`. */
  readonly machine: string;
  /** Version and architecture of the `.mpy` files that the firmware loads. */
  readonly mpy: number;
  /** Name of the build: `PYBV11-THREAD`. */
  readonly build: string;
  readonly hasThreads: boolean;
}

/** The version as text: `1.29.0`, or `1.29.0-preview`. */
export function release({ version: [major, minor, patch, prerelease] }: Identity): string {
  return `${major}.${minor}.${patch}${prerelease === '' ? '' : `-${prerelease}`}`;
}

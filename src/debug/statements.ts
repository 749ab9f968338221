/** The statements of a file, as its compiler has marked them (`Code.marks`). Stepping through a program takes each as a whole. */
import type { Code } from '../bytecode/code.js';
import { LineMap } from '../source/line-map.js';

/** A statement that can run, or its head, which is the part before its block: an offset in the source, and lines from 1. */
interface Stretch {
  readonly start: number;
  readonly first: number;
  readonly last: number;
}

/** A Code, and all Codes inside it. */
export const withInner = (code: Code): Code[] => [code, ...code.children.flatMap(withInner)];

/** The statements of one source. */
export class Statements {
  readonly source: LineMap;
  /** In the order of the source. */
  readonly #stretches: readonly Stretch[];

  /** `root`: the Code to which the source was compiled, which has all others inside it. */
  constructor(root: Code) {
    this.source = new LineMap(root.text);
    this.#stretches = withInner(root)
      .flatMap((code) => this.#stretchesOf(code))
      .sort((a, b) => a.start - b.start);
  }

  /** The line on which the statement at an offset begins; the offset's own line if there is no statement, as in a lone expression. */
  lineOf(offset: number): number {
    return this.#last(({ start }) => start <= offset)?.first ?? this.source.offsetToLine(offset);
  }

  /** If a line continues a statement that began before, returns the line on which it began; otherwise null. */
  beginningOf(line: number): number | null {
    const stretch = this.#last(({ first }) => first < line);
    return stretch !== null && line <= stretch.last ? stretch.first : null;
  }

  #stretchesOf({ marks, spans }: Code): Stretch[] {
    const { statements = [] } = marks ?? {};
    return Array.from({ length: statements.length / 2 }, (_, i) => {
      const pc = statements[i * 2 + 1] as number;
      const [start, end] = spans.subarray(pc * 2, pc * 2 + 2) as unknown as [number, number];
      return { start, first: statements[i * 2] as number, last: this.source.offsetToLine(end - 1) };
    });
  }

  /** The last one for which `holds` is true, or null; `holds` must be true for the first ones and false for all after them. */
  #last(holds: (stretch: Stretch) => boolean): Stretch | null {
    let [low, high] = [0, this.#stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#stretches[middle] as Stretch)) low = middle + 1;
      else high = middle;
    }
    return this.#stretches[low - 1] ?? null;
  }
}

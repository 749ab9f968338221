/** Offset ↔ line, for one source text. Lines end with \n, \r or \r\n. */
export class LineMap {
  readonly starts: readonly number[];

  constructor(readonly text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
      if (c === 10 || c === 13) starts.push(i + 1);
    }
    this.starts = starts;
  }

  /** Line of an offset, from 1. */
  offsetToLine(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** Column of an offset, from 1, in UTF-16 units. */
  offsetToColumn(offset: number): number {
    return offset - (this.starts[this.offsetToLine(offset) - 1] as number) + 1;
  }

  /** Text of a line, from 1, without its end. */
  line(number: number): string {
    const start = this.starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, this.starts[number] ?? this.text.length).replace(/[\r\n]+$/, '');
  }
}

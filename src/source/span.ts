/** A range of source text: the offsets of its first character and of the one after its last, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What the syntax tree does not say about the source: parentheses that MicroPython's compiler can see, and where a trailer begins. */
import type { Expression, Tuple } from '../syntax/ast.js';

/** Offset of the first character at or after `from` that is neither blank, comment, line continuation nor closing parenthesis. */
export function skipToTrailer(text: string, from: number): number {
  return scan(text, from, (c) => c === ')').at;
}

/** Is an expression that a trailer follows in parentheses? Then MicroPython compiles it separately: `(a.b)(c)` is no method call. */
export function isParenthesised(text: string, node: Expression): boolean {
  return scan(text, node.span.end, (c) => c === ')').count > 0 || hasOwnParentheses(text, node);
}

/** Is the tuple written with parentheses of its own, as in `(a, b) = c`? */
export function isTupleParenthesised(text: string, node: Tuple): boolean {
  const first = node.elements[0];
  return first === undefined || isEnclosed(text, node, first);
}

/** Is an argument, in a list of arguments that ends at `end`, a generator or named expression without parentheses of its own? */
export function isBareArgument(text: string, node: Expression, end: number): boolean {
  if (node.kind === 'NamedExpression') return scan(text, node.span.end, (c) => c === ')', end).count === 0;
  return node.kind === 'Comprehension' && node.form === 'generator' && !isEnclosed(text, node, node.element);
}

/** Does the span of a node begin with a parenthesis that is not its first part's own? */
function isEnclosed(text: string, node: Expression, first: Expression): boolean {
  const opening = scan(text, node.span.start, (c) => c === '(').count;
  const before = scan(text, node.span.start, (c) => c === '(', first.span.start).count;
  return Math.min(opening, before) > scan(text, first.span.end, (c) => c === ')').count;
}

/** Where a tuple of constants begins in MicroPython's tree: at its first element or, in parentheses, at the second if a comma follows that. */
export function constantTupleStart(text: string, node: Tuple): number {
  const [first, second] = node.elements;
  if (first === undefined || !isTupleParenthesised(text, node)) return node.span.start;
  if (second === undefined) return first.span.start;
  return node.elements.length > 2 || text[skipToTrailer(text, second.span.end)] === ',' ? second.span.start : first.span.start;
}

/** Does the span cover parentheses around the node? */
function hasOwnParentheses(text: string, node: Expression): boolean {
  return (node.kind === 'Attribute' || node.kind === 'Subscript' || node.kind === 'Name') && text[node.span.end - 1] === ')';
}

/** Skips blanks, comments, continuations and characters that `takes` accepts. Returns where it stopped and the number of accepted characters. */
function scan(text: string, from: number, takes: (c: string) => boolean, to = text.length): { at: number; count: number } {
  let at = from;
  let count = 0;
  while (at < to) {
    const c = text[at] as string;
    if (c === '#') {
      while (at < to && text[at] !== '\n' && text[at] !== '\r') at++;
    } else if (takes(c)) {
      count++;
      at++;
    } else if (c === ' ' || c === '\t' || c === '\f' || c === '\n' || c === '\r' || c === '\\') {
      at++;
    } else {
      break;
    }
  }
  return { at, count };
}

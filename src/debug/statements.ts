/** Statements that are written on several lines: who steps through a program wants to take each as a whole, and to stop where it begins. */
import { LineMap } from '../source/line-map.js';
import { Problem } from '../source/problem.js';
import type { Statement } from '../syntax/ast.js';
import { parse } from '../syntax/parse.js';

/** A simple statement, or what comes before the body of a compound one: offsets in the source, and lines from 1. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

/** Those of one source. */
export class Statements {
  readonly #stretches: Stretch[] = [];

  constructor(
    readonly text: string,
    readonly source = new LineMap(text),
  ) {
    for (const statement of statementsOf(text)) this.#visit(statement);
  }

  /** The line on which the statement begins that an offset is a part of, if that goes over several; else the offset's own. */
  lineOf(offset: number): number {
    const found = this.#stretches.find(({ start, end }) => start <= offset && offset < end);
    return found?.first ?? this.source.offsetToLine(offset);
  }

  /** The line on which the statement begins that goes on at a line; null if the line begins one, or has none. */
  beginningOf(line: number): number | null {
    return this.#stretches.find(({ first, last }) => first < line && line <= last)?.first ?? null;
  }

  #visit(statement: Statement): void {
    const { start, end } = statement.span;
    switch (statement.kind) {
      case 'If':
        for (const { span, body } of statement.branches) this.#visitBody(span.start, body);
        this.#visitAll(statement.orElse);
        return;
      case 'While':
      case 'For':
        this.#visitBody(start, statement.body);
        this.#visitAll(statement.orElse);
        return;
      case 'Try':
        this.#visitAll(statement.body);
        for (const { span, body } of statement.handlers) this.#visitBody(span.start, body);
        this.#visitAll(statement.orElse);
        this.#visitAll(statement.finalBody);
        return;
      case 'With':
      case 'FunctionDef':
      case 'ClassDef':
        this.#visitBody(start, statement.body);
        return;
      default:
        this.#add(start, end);
    }
  }

  #visitBody(start: number, body: readonly Statement[]): void {
    const first = body[0]?.span.start;
    if (first !== undefined) this.#add(start, this.text.slice(start, first).trimEnd().length + start);
    this.#visitAll(body);
  }

  #visitAll(statements: readonly Statement[] | null): void {
    for (const statement of statements ?? []) this.#visit(statement);
  }

  #add(start: number, end: number): void {
    const first = this.source.offsetToLine(start);
    const last = this.source.offsetToLine(Math.max(start, end - 1));
    if (last > first) this.#stretches.push({ start, end, first, last });
  }
}

/** What the text of a Code was compiled of; none where it cannot be read as a file, as an expression that was given to `eval`. */
function statementsOf(text: string): readonly Statement[] {
  try {
    return parse(text, 'file').body;
  } catch (problem) {
    if (problem instanceof Problem) return [];
    throw problem;
  }
}

/** A t-string as a call of `__template__`, as MicroPython's lexer writes it. */
import type { Argument, Call, ConstantValue, Expression } from './ast.js';
import type { StringRun } from './strings.js';

/** More arguments than this do not fit into a call (`py/lexer.c`); then the interpolations are passed as one tuple. */
const MOST_ARGUMENTS = 255;

/**
 * Makes `__template__((text, …), value, source, conversion, spec, …)`; `values` are the expressions of the run's fields.
 * A program may bind the name, which is looked up like any other.
 */
export function templateCall(run: StringRun, values: readonly Expression[]): Call {
  const span = { start: run.start, end: run.end };
  const constant = (value: ConstantValue): Expression => ({ kind: 'Constant', span, value });
  const text = (value: string): Expression => constant({ type: 'text', value });
  const tuple = (elements: readonly Expression[]): Expression => ({ kind: 'Tuple', span, elements });
  let used = 0;
  const parts = run.interpolations.flatMap(({ source, conversion, spec, specFields }): Expression[] => {
    const value = values[used++] as Expression;
    const args = values.slice(used, used + (specFields?.length ?? 0));
    used += args.length;
    return [
      value,
      text(source),
      conversion === null ? constant({ type: 'none' }) : text(conversion),
      specFields === null ? text(spec) : { kind: 'FormatString', span, template: spec, args },
    ];
  });
  const interpolations = 1 + parts.length > MOST_ARGUMENTS ? [tuple(parts)] : parts;
  const args = [tuple([...run.texts, run.text].map(text)), ...interpolations].map(
    (value): Argument => ({ kind: 'Argument', span, form: 'positional', name: null, value }),
  );
  // For the lexer, the call's parenthesis is at the next token, so the name ends there.
  return { kind: 'Call', span, callee: { kind: 'Name', span: { start: run.start, end: run.next }, id: '__template__' }, args };
}

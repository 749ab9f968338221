/** The text that a breakpoint with a message logs. */

/** The message with each `{expression}` replaced by what `valueOf` returns; `{{` and `}}` stand for braces. */
export function logText(message: string, valueOf: (expression: string) => string): string {
  return message.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (match, expression: string | undefined) =>
    expression === undefined ? match.charAt(0) : valueOf(expression),
  );
}

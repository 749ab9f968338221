/** What a breakpoint says that only says something. */

/** The message with each `{expression}` replaced by what `valueOf` answers; `{{` and `}}` stand for braces. */
export function logText(message: string, valueOf: (expression: string) => string): string {
  return message.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (match, expression: string | undefined) =>
    expression === undefined ? match.charAt(0) : valueOf(expression),
  );
}

/** What the adapter tells clients that it supports. */
import type { DebugProtocol } from '@vscode/debugprotocol';

/** Names of the kinds of exceptions that can stop the program, the same as debugpy's. */
export const FILTERS = { uncaught: 'uncaught', raised: 'raised' } as const;

/** The answer to `initialize`. */
export const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ['.'],
  supportsSetVariable: true,
  supportsExceptionInfoRequest: true,
  supportsStepBack: true,
  supportsTerminateRequest: true,
  supportTerminateDebuggee: true,
  exceptionBreakpointFilters: [
    {
      filter: FILTERS.uncaught,
      label: 'Uncaught Exceptions',
      description: 'Those that end a thread, or the callback of an interrupt',
      default: true,
    },
    { filter: FILTERS.raised, label: 'Raised Exceptions', description: 'All, where they are raised' },
  ],
};

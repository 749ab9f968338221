/** A run that is debugged over a socket, as an editor does, and its client. */
import { type ChildProcess, spawn } from 'node:child_process';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';

export class DebuggedRun {
  readonly child: ChildProcess;
  readonly client = new DebugClient('node', '', 'debugpy');
  readonly ended: Promise<number | null>;
  output = '';
  messages = '';

  /** `words`: after `node`. `input`: what is typed. */
  constructor(words: readonly string[], input = '') {
    this.child = spawn(process.execPath, words);
    this.child.stdin?.end(input);
    this.child.stdout?.on('data', (bytes) => {
      this.output += bytes;
    });
    this.child.stderr?.on('data', (bytes) => {
      this.messages += bytes;
    });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    this.client.defaultTimeout = 15_000;
  }

  async port(): Promise<number> {
    for (;;) {
      const [, port] = /waiting for a debugger on 127\.0\.0\.1:(\d+)\n/.exec(this.messages) ?? [];
      if (port !== undefined) return Number(port);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Attaches as VS Code does. */
  async attach(breakpoints: Record<string, DebugProtocol.SourceBreakpoint[]>, args: object = {}): Promise<DebugProtocol.Breakpoint[][]> {
    const { client } = this;
    await client.start(await this.port());
    await client.initializeRequest();
    const initialized = client.waitForEvent('initialized');
    await client.attachRequest({ justMyCode: true, ...args } as DebugProtocol.AttachRequestArguments);
    await initialized;
    const points: DebugProtocol.Breakpoint[][] = [];
    for (const [each, wishes] of Object.entries(breakpoints))
      points.push((await client.setBreakpointsRequest({ source: { path: each }, breakpoints: wishes })).body.breakpoints);
    await client.setExceptionBreakpointsRequest({ filters: ['uncaught'] });
    await client.configurationDoneRequest();
    return points;
  }

  /** The stop that the next request, or the beginning, comes to. */
  async stop(request?: Promise<unknown>): Promise<DebugProtocol.StoppedEvent['body']> {
    const [event] = await Promise.all([this.client.waitForEvent('stopped'), request]);
    return event.body;
  }

  async stack(threadId = 1): Promise<DebugProtocol.StackFrame[]> {
    return (await this.client.stackTraceRequest({ threadId })).body.stackFrames;
  }

  async evaluate(expression: string, frameId?: number): Promise<string> {
    return (await this.client.evaluateRequest({ expression, frameId, context: 'watch' })).body.result;
  }
}

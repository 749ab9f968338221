/** How the two instances of a test talk to each other through the program that runs them (described in `tests/run-multitests.py`). */

/** A running instance. */
export interface Instance {
  /** Lines that it has printed since the last call. */
  lines(): string[];
  /** Types a line. */
  write(line: string): void;
  readonly isOver: boolean;
}

/** The text that follows a test's file, for the test's instance `n`. */
export const epilogue = (n: number): string => `
import sys
class multitest:
    @staticmethod
    def say(*words):
        print(*words)
        if hasattr(sys.stdout, "flush"):
            sys.stdout.flush()
    @staticmethod
    def skip():
        multitest.say("SKIP")
        raise SystemExit
    @staticmethod
    def next():
        multitest.say("NEXT")
    @staticmethod
    def broadcast(message):
        multitest.say("BROADCAST", message)
    @staticmethod
    def wait(message):
        while sys.stdin.readline().rstrip() != "BROADCAST " + message:
            pass
    @staticmethod
    def globals(**values):
        for name in values:
            multitest.say("SET", name, "=", repr(values[name]))
    @staticmethod
    def get_network_ip():
        return nic.ifconfig()[0]
    @staticmethod
    def output_metric(data):
        multitest.say("OUTPUT_METRIC", data)
instance${n}()
`;

/** The outcome of a run: each instance's output under its heading, or that the test skips itself. */
export type Outcome = { readonly output: string } | { readonly isSkipped: true };

/** Runs the instances: each begins when the one before is ready. `until` lets time pass until a condition holds. */
export async function converse(
  instances: readonly Instance[],
  until: (holds: () => boolean) => boolean | Promise<boolean>,
): Promise<Outcome> {
  const printed = instances.map((): string[] => []);
  const settings: string[] = [];
  const isReady = instances.map(() => false);
  /** Lines for the instances that have not begun. */
  const waiting = new Map(instances.map((instance) => [instance, [] as string[]]));
  const tell = (instance: Instance, line: string): void => {
    const lines = waiting.get(instance);
    if (lines === undefined) instance.write(line);
    else lines.push(line);
  };
  let isSkipped = false;
  const hear = (): void => {
    for (const [i, instance] of instances.entries()) {
      for (const line of instance.lines()) {
        if (line.startsWith('SET ')) settings.push(line.slice(4));
        else if (line === 'NEXT') isReady[i] = true;
        else if (line === 'SKIP') isSkipped = true;
        else if (line.startsWith('BROADCAST ')) for (const other of instances) if (other !== instance) tell(other, line);
        if (!/^(SET |BROADCAST |OUTPUT_METRIC )|^(NEXT|SKIP)$/.test(line)) printed[i].push(line);
      }
    }
  };
  const isOver = (i: number): boolean => {
    hear();
    return isSkipped || instances[i].isOver;
  };
  for (const [i, instance] of instances.entries()) {
    for (const line of [...settings, 'begin', ...(waiting.get(instance) ?? [])]) instance.write(line);
    waiting.delete(instance);
    await until(() => isOver(i) || isReady[i]);
  }
  const ended = await until(() => instances.every((_, i) => isOver(i)));
  hear();
  if (isSkipped) return { isSkipped: true };
  const output = printed.map((lines, i) => `--- instance${i} ---\n${lines.join('\n')}\n`).join('');
  return { output: ended ? output : `${output}TIMEOUT\n` };
}

/** Two processes of CPython that run the two instances of a test on this computer: they show what a test without an `.exp` file must print. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { UsageError } from '../options.js';
import { converse, type Instance } from './protocol.js';

const LONGEST_MS = 60_000;
const STEP_MS = 10;

/** The computer is its own network. */
const PRELUDE = `
import sys
class nic:
    ifconfig = staticmethod(lambda: ["127.0.0.1"])
while True:
    line = sys.stdin.readline().strip()
    if line == "begin":
        break
    exec(line)
`;

/** Returns what both print. Throws a UsageError if one of them fails, for example because its port is taken. */
export async function runOnCpython(sources: readonly string[]): Promise<string> {
  const children = sources.map((source) => spawn('python3', ['-u', '-c', PRELUDE + source], { stdio: ['pipe', 'pipe', 'inherit'] }));
  const begin = Date.now();
  const hasFailed = (): boolean => children.some(({ exitCode }) => exitCode !== null && exitCode !== 0);
  const until = async (holds: () => boolean): Promise<boolean> => {
    while (!holds()) {
      if (hasFailed() || Date.now() - begin > LONGEST_MS) return false;
      await setTimeout(STEP_MS);
    }
    return true;
  };
  const outcome = await converse(children.map(instanceOf), until);
  const failed = hasFailed();
  for (const child of children) child.kill();
  if (failed) throw new UsageError('python3 failed to run the test: see above');
  return 'output' in outcome ? outcome.output : 'SKIP\n';
}

function instanceOf(child: ChildProcess): Instance {
  let text = '';
  let hasEnded = false;
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  child.on('close', () => {
    hasEnded = true;
  });
  return {
    lines() {
      const whole = text.split('\n');
      text = whole.pop() as string;
      return whole;
    },
    write: (line) => void child.stdin?.write(`${line}\n`),
    get isOver() {
      return hasEnded;
    },
  };
}

/** What a computer can do to the command: streams, files and folders that are not as they should be. */
import { expect, it } from 'vitest';
import { command } from './support.js';

const { vpyb } = command();

it('a limit of real time may be longer than Node can watch', async () => {
  expect(await vpyb(['--max-wall', '50d', '-c', 'print(1)'])).toEqual({ status: 0, stdout: '1\n', stderr: '' });
});

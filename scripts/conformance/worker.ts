/** A process that runs one program after another, each on a freshly booted board (or on the reference interpreter). */
import { runOnBoard, typeAtPrompt } from './board.js';
import { runOnReference } from './reference.js';
import type { Job, JobResult, WorkerSettings } from './runner.js';

const settings = JSON.parse(process.argv[2]) as WorkerSettings;

process.on('message', async (job: Job) => {
  process.send?.(await answer(job));
});

async function answer(job: Job): Promise<JobResult> {
  try {
    if (settings.reference) return await runOnReference(job);
    return job.typed ? await typeAtPrompt(job, settings) : await runOnBoard(job, settings);
  } catch (error) {
    return { output: `${(error as Error).stack ?? error}\n`, end: 'internal' };
  }
}

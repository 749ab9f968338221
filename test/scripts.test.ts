/**
 * Every script of the suite, on every engine: the interpreter, the interpreter stopped at every safe point, and the oracle.
 * A script that says `# differs` must differ on the oracle, and one that says `# oracle crashes` must crash it, so that no such remark outlives
 * its reason.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runOracle, startOracle } from './support/oracle.js';
import { runScript } from './support/run.js';
import { listScripts, report, type Script } from './support/script.js';

const root = dirname(fileURLToPath(import.meta.url));
const FOLDERS = ['language', 'types', 'modules', 'errors', 'hostile'];

for (const script of listScripts(root, FOLDERS)) {
  describe(script.name, () => {
    test('interpreter', () => {
      expect(report(runScript(script.source, script), script.claim)).toEqual(script.claim);
    });
    test('stopped at every safe point', () => {
      expect(report(runScript(script.source, { ...script, stopEvery: 1 }), script.claim)).toEqual(script.claim);
    });
    if (script.noOracle !== null) return;
    if (script.oracleCrashes !== null) {
      test('crashes the oracle', async () => {
        const oracle = await startOracle();
        expect(() => oracle.run(script.source)).toThrow();
      });
    } else if (script.differs === null) {
      test('oracle', async () => {
        expect(await oracleReport(script)).toEqual(script.claim);
      });
    } else {
      test('differs from the oracle', async () => {
        expect(await oracleReport(script)).not.toEqual(script.claim);
      });
    }
  });
}

async function oracleReport(script: Script) {
  return report(await runOracle(script.source), script.claim);
}

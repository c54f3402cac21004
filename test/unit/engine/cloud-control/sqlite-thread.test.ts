import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { packageRoot } from '../../../../src/base/package-root.ts';
import { createSqliteThread } from '../../../../src/engine/cloud-control/sqlite-thread.ts';

const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS count FROM n';

describe('the thread of SQLite', () => {
  it('answers the next statement after one that was interrupted', async () => {
    const thread = createSqliteThread();
    const controller = new AbortController();
    const interrupted = thread.evaluate({ sql: endless, parameters: [], tables: [] }, controller.signal);
    controller.abort();
    expect(await interrupted).to.deep.equal({ ok: false, error: 'interrupted' });
    const answer = await thread.evaluate({ sql: 'SELECT 1 AS one', parameters: [], tables: [] }, undefined);
    expect(answer).to.deep.equal({ ok: true, value: { columns: ['one'], rows: [[1]] } });
    await thread.close();
  });

  it('is one for all statements, and a new one after it was closed', async () => {
    let begun = 0;
    const count = (): void => void (begun += 1);
    process.on('worker', count);
    try {
      const thread = createSqliteThread();
      const query = { sql: 'SELECT 1 AS one', parameters: [], tables: [] };
      thread.prepare();
      await thread.evaluate(query, undefined);
      await thread.evaluate(query, undefined);
      expect(begun).to.equal(1);
      await thread.close();
      await thread.evaluate(query, undefined);
      expect(begun).to.equal(2);
      await thread.close();
    } finally {
      process.off('worker', count);
    }
  });

  it('is not asked where it is interrupted already', async () => {
    const thread = createSqliteThread();
    const answer = await thread.evaluate({ sql: endless, parameters: [], tables: [] }, AbortSignal.abort());
    expect(answer).to.deep.equal({ ok: false, error: 'interrupted' });
    await thread.close();
  });

  it('does not keep a process that has nothing else to do', async () => {
    const module = pathToFileURL(join(packageRoot, 'dist/src/engine/cloud-control/sqlite-thread.js')).href;
    const program = `import { createSqliteThread } from '${module}'; createSqliteThread().prepare(); console.log('done');`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
      timeout: 50_000,
    });
    expect(stdout).to.equal('done\n');
  });
});

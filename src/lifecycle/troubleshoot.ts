import { formatAddress } from '../stack/address.ts';
import { attemptsOf } from './attempts.ts';
import type { TroubleshootAnchor } from '../flow/flow.ts';
import type { ResourceRun } from './resource-run.ts';

/** Asks once what may explain a failure, and tells it. StatementFailure with the asking is told too, and ends nothing. */
export async function troubleshoot(run: ResourceRun, anchor: TroubleshootAnchor): Promise<void> {
  const { session, resource } = run;
  const options = run.queryOf(anchor).query.options;
  const { attempts, delayMs } = attemptsOf(options.retries, options.retryDelaySeconds);
  for (let attempt = 1; ; attempt += 1) {
    run.engine.forget(run.onlyOperation(anchor));
    const rows = await run.select(anchor);
    const found = rows.ok && rows.value.rows.length > 0;
    if (found || !rows.ok || attempt >= attempts || session.stopping.stop.aborted) {
      const told = rows.ok ? { found: rows.value } : { reason: rows.reason };
      session.emit({ kind: 'resource.troubleshot', resource: formatAddress(resource.address), anchor, ...told });
      return;
    }
    await session.clock.sleep(delayMs, session.stopping.stop);
  }
}

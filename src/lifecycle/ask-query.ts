import { readExists, readExports, readStatecheck, type Answer } from './read-answer.ts';
import { candidatesOf } from './candidates.ts';
import type { FailureReason } from './outcome.ts';
import { attemptsOf, waitToAskAgain, type Attempts } from './attempts.ts';
import { explainStatecheck } from './explain-outcome.ts';
import type { AskedAnchor, AskPurpose, Repeat } from '../flow/flow.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';

/** Asks a query until the answer is the wanted one or its attempts are spent. */
export async function askQuery(
  run: ResourceRun,
  anchor: AskedAnchor,
  purpose: AskPurpose,
  wanted: boolean,
  repeat: Repeat,
): Promise<Attempt<{ positive: boolean; attempts: number }>> {
  const limits = attemptsFor(run, anchor, repeat);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askOnce(run, anchor);
    if (!answer.ok) return answer;
    if (answer.value.kind === 'wrong') return failed(await withCandidates(run, answer.value.reason));
    const positive = answer.value.kind === 'yes';
    const named = run.givenIdentifier;
    const isMissed = !positive && wanted && anchor === 'exists' && purpose === 'presence';
    if (isMissed && named !== undefined) return failed({ kind: 'not-identified', identifier: named });
    if (positive === wanted || attempt >= limits.attempts) {
      if (anchor === 'statecheck' && !positive) run.explanation = await explainStatecheck(run);
      const learned = answer.value.kind === 'yes' ? run.takeAnswer(anchor, purpose, answer.value.row) : undefined;
      return learned === undefined ? { ok: true, value: { positive, attempts: attempt } } : failed(learned);
    }
    const stopped = await waitToAskAgain(run, anchor, attempt, limits);
    if (stopped !== undefined) return failed(stopped);
  }
}

/** What tells the resources apart that `exists` finds. */
async function withCandidates(run: ResourceRun, reason: FailureReason): Promise<FailureReason> {
  if (reason.kind !== 'ambiguous' || reason.anchor !== 'exists' || run.resource.manifest.kind !== 'resource')
    return reason;
  const candidates = await candidatesOf(run);
  return candidates.length < 2 ? reason : { ...reason, candidates, entry: run.resource.address.entry };
}

async function askOnce(run: ResourceRun, anchor: AskedAnchor): Promise<Attempt<Answer>> {
  const rows = await run.select(anchor);
  if (!rows.ok) return rows;
  switch (anchor) {
    case 'exists':
      return { ok: true, value: readExists(rows.value) };
    case 'statecheck':
      return { ok: true, value: readStatecheck(rows.value) };
    case 'exports':
      return { ok: true, value: readExports(rows.value) };
  }
}

function attemptsFor(run: ResourceRun, anchor: AskedAnchor, repeat: Repeat): Attempts {
  const options = run.resource.queries.get(anchor)?.query.options;
  const statecheck = run.resource.queries.get('statecheck')?.query.options;
  if (run.session.isAhead === true) return { attempts: 1, delayMs: 0 };
  switch (repeat) {
    case 'never':
      return { attempts: 1, delayMs: 0 };
    case 'own':
      return attemptsOf(options?.retries, options?.retryDelaySeconds);
    case 'statecheck':
      return (statecheck?.retries ?? 1) > (options?.retries ?? 1)
        ? attemptsOf(statecheck?.retries, statecheck?.retryDelaySeconds)
        : attemptsOf(options?.retries, options?.retryDelaySeconds);
    case 'made-earlier': {
      // It is there: a list may still not name it.
      const own = attemptsOf(options?.retries, options?.retryDelaySeconds);
      return { attempts: Math.max(own.attempts, 8), delayMs: Math.max(own.delayMs, 2000) };
    }
    case 'postdelete':
      return attemptsOf(options?.postdeleteRetries, options?.postdeleteRetryDelaySeconds);
  }
}

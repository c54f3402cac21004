import { createHash } from 'node:crypto';
import { writtenSecrets } from '../manifest/written-secrets.ts';
import { createPlanKey } from '../plan/saved/plan-key.ts';
import type { Sealing } from '../plan/saved/saved-value.ts';
import { createMasker, type Masker } from '../report/masker.ts';
import type { Planning } from './planning.ts';

/** What keeps the secrets of a stack out of a saved plan. */
export interface PlanSealing extends Sealing {
  /** Tells one text of a file from another. Without a key the secrets in it are left out. */
  digest(text: string, path: string): string;
}

/** `masker` knows the secrets. Without a key none of them leaves a trace. */
export function createPlanSealing(masker: Masker, { drawn, key }: Planning): PlanSealing {
  const planKey = key === undefined ? undefined : createPlanKey(key, drawn.seed);
  return {
    seal: (secret, place) => planKey?.seal(secret, place),
    holdsSecret: (text) => masker.mask(text) !== text,
    digest: (text, path) => planKey?.seal(text, `file ${path}`) ?? digestWithoutSecrets(text, masker),
  };
}

/** Also without the secrets of other environments, which nobody renders. */
function digestWithoutSecrets(text: string, masker: Masker): string {
  const written = createMasker();
  written.add(writtenSecrets(text));
  return createHash('sha256')
    .update(written.strike(masker.strike(text)))
    .digest('hex');
}

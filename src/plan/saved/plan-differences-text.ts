import type { Json } from '../../base/json.ts';
import { enumerate } from '../../base/text.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { showValue } from '../../resource-types/show-value.ts';
import type { PlanDifference } from './plan-difference.ts';

const help = 'make the plan again with "stack-deploy plan --out", and review it';

/** What does not fit a saved plan any more, as mistakes: one for each difference, the old and the new value in it. The last one says what to do. */
export function outdatedDiagnostics(differences: readonly PlanDifference[]): readonly Diagnostic[] {
  return differences.map((difference, index) =>
    mistake('plan/outdated', messageOf(difference), index === differences.length - 1 ? { help } : {}),
  );
}

function messageOf(difference: PlanDifference): string {
  switch (difference.kind) {
    case 'circumstance': {
      const { what, planned, now } = difference;
      const name = what === 'version' ? 'stack-deploy' : `the ${what}`;
      return `${name} was ${planned ?? 'not known'} when the plan was made, and is ${now ?? 'not known'}`;
    }
    case 'file':
      return difference.how === 'changed'
        ? `${difference.path} has changed since the plan was made`
        : `${difference.path} ${difference.how === 'new' ? 'is new' : 'is gone'} since the plan was made`;
    case 'variable':
      return `the variable ${difference.name} ${wasAndIs(difference)}`;
    case 'property':
      return `${difference.resource}: ${difference.pointer} ${wasAndIs(difference)}`;
    case 'presence': {
      const { resource, planned, now } = difference;
      if (planned === undefined)
        return `${resource}: there was none when the plan was made, and now there is ${now ?? 'one'}`;
      return `${resource}: it was ${planned} when the plan was made, and ${now === undefined ? 'is not there' : `is ${now}`}`;
    }
    case 'request': {
      const { resource, now, places } = difference;
      const where = places.length === 0 ? '' : `, which differs in ${enumerate(places)}`;
      return `${resource}: the plan does not name the write that is needed now: ${now}${where}`;
    }
  }
}

function wasAndIs({
  planned,
  now,
  secret,
}: {
  planned: Json | undefined;
  now: Json | undefined;
  secret: boolean;
}): string {
  if (secret && planned !== undefined && now !== undefined) return 'is another secret than when the plan was made';
  const show = (value: Json | undefined): string => (value === undefined ? 'not set' : showValue(value, secret));
  return `was ${show(planned)} when the plan was made, and is ${show(now)}`;
}

import { enumerateSome } from '../base/text.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SurveyedResource } from './prepare-queries.ts';

/** The entries in the short form without a region as one mistake, at the first of them: what is missing is missing for all. */
export function missingRegion(
  surveyed: readonly SurveyedResource[],
  check: (surveyed: SurveyedResource) => readonly Diagnostic[],
): readonly Diagnostic[] {
  const others: Diagnostic[] = [];
  const without: { readonly entry: string; readonly diagnostic: Diagnostic }[] = [];
  for (const one of surveyed) {
    for (const diagnostic of check(one)) {
      if (one.resource.derivedText !== undefined && diagnostic.code === 'input/region' && isMissing(diagnostic))
        without.push({ entry: one.resource.address.entry, diagnostic });
      else others.push(diagnostic);
    }
  }
  const [first] = without;
  if (first === undefined) return others;
  const names = [...new Set(without.map(({ entry }) => entry))];
  const message = `no region is known for ${enumerateSome(names, 5)}`;
  const help =
    'add a global named "region", write region: in the entry, give --region, or set AWS_REGION (in .env or with -e, too)';
  return [{ ...first.diagnostic, message, help }, ...others];
}

/** A region that is wrong has the same code. */
function isMissing({ message }: Diagnostic): boolean {
  return message.startsWith('no region is known');
}

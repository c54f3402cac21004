import { nearest } from '../diagnostics/did-you-mean.ts';
import { fromGruCloudName } from './naming/other-names.ts';

/** What a name that no type has may have meant. */
export type TypeSuggestion =
  | { readonly kind: 'name'; readonly name: string }
  /** The service is there, and has nothing like it. */
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'nothing' };

/**
 * The name that was meant, where only letters are wrong: a table of the same service, or the very same table of a service with nearly that
 * name. Never a table of another service, which would only send a person astray. `name` and `candidates` are either names in statements
 * (`awscc.cognito.user_pools`) or names of types (`AWS::Cognito::UserPool`).
 */
export function suggestType(name: string, candidates: Iterable<string>): TypeSuggestion {
  const joint = name.includes('::') ? '::' : '.';
  const parts = name.split(joint);
  const [provider = '', service = '', table = ''] = parts;
  if (parts.length !== 3) return { kind: 'nothing' };
  const services = new Map<string, string[]>();
  for (const candidate of candidates) {
    const [, ofService, last] = candidate.split(joint);
    if (ofService === undefined || last === undefined) continue;
    services.set(ofService, [...(services.get(ofService) ?? []), last]);
  }
  const owner = joint === '::' ? 'AWS' : provider === 'aws' ? 'aws' : 'awscc';
  const named = (ofService: string, last: string | undefined): TypeSuggestion | undefined =>
    last === undefined ? undefined : { kind: 'name', name: [owner, ofService, last].join(joint) };
  const own = services.get(service);
  if (own !== undefined) return named(service, nearest(table, own)[0]) ?? { kind: 'service', service };
  for (const near of nearest(service, services.keys(), 3)) {
    const found = named(
      near,
      services.get(near)?.find((last) => last.toLowerCase() === table.toLowerCase()),
    );
    if (found !== undefined) return found;
  }
  return { kind: 'nothing' };
}

/** `did you mean "…"?` for a name of either kind; undefined where nothing is near. */
export function didYouMeanType(
  name: string,
  registry: { statementNames(): readonly string[]; typeNames(): readonly string[] },
): string | undefined {
  const isStatementName = /^awscc?\./.test(name);
  const asked = isStatementName ? name : (fromGruCloudName(name) ?? name);
  const suggestion = suggestType(asked, isStatementName ? registry.statementNames() : registry.typeNames());
  return suggestion.kind === 'name' ? `did you mean "${suggestion.name}"?` : undefined;
}

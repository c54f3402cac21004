import type { Role, Signing } from '../manifest/auth.ts';
import type { Survey } from './prepare-queries.ts';

/** A role that resources of a stack assume. */
export interface AssumedRole {
  readonly role: Role;
  readonly profile: string | undefined;
  readonly resources: readonly string[];
}

/** The roles of a stack, each with the resources that assume it alike; one that hangs on what only the build will know is left out. */
export function assumedRoles(survey: Survey): readonly AssumedRole[] {
  const found = new Map<string, { readonly role: Role; readonly profile: string | undefined; resources: string[] }>();
  for (const { resource, auth, isSkipped } of survey.resources) {
    const { role, profile }: Signing = auth;
    if (role === undefined || isSkipped) continue;
    const key = JSON.stringify([role, profile]);
    const known = found.get(key) ?? { role, profile, resources: [] };
    known.resources.push(resource.name);
    found.set(key, known);
  }
  return [...found.values()];
}

import { isJsonObject, parseJson, type Json } from '../../base/json.ts';

/** What `aws cloudformation describe-stack-resources`, or `list-stack-resources`, prints of a stack. */
export interface PhysicalIds {
  /** Undefined where it is not said. */
  readonly stackName: string | undefined;
  /** By logical id. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Reads that JSON; undefined where it is something else. */
export function readPhysicalIds(text: string): PhysicalIds | undefined {
  const json = parseJson(text);
  const listed = isJsonObject(json) ? (json['StackResources'] ?? json['StackResourceSummaries']) : undefined;
  if (!Array.isArray(listed)) return undefined;
  const ids = new Map<string, string>();
  let stackName: string | undefined;
  for (const one of listed as readonly Json[]) {
    if (!isJsonObject(one)) continue;
    const { LogicalResourceId: logical, PhysicalResourceId: physical, StackName: name } = one;
    if (typeof logical === 'string' && typeof physical === 'string') ids.set(logical, physical);
    if (typeof name === 'string') stackName = name;
  }
  return { stackName, ids };
}

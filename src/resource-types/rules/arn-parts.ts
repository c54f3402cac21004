/** The parts of an ARN: `arn:partition:service:region:account:resource`. */
export interface ArnParts {
  readonly service: string;
  /** Empty where the service has no regions. */
  readonly region: string;
  readonly accountId: string;
  readonly resource: string;
}

/** Undefined where a text is no ARN. */
export function arnParts(text: string): ArnParts | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || accountId === undefined) return undefined;
  return resource.length === 0 ? undefined : { service, region, accountId, resource: resource.join(':') };
}

import { identifierOfArn, inArns, servicesInArns } from './type-arn.ts';
import type { Registry, ResourceType } from '../resource-type.ts';

/** A type that an ARN may be of, and what Cloud Control may know the resource by. */
export interface ArnReading {
  readonly type: ResourceType;
  /** What stands in the place of the name in the ARN. */
  readonly name: string;
  /** Undefined where only a list tells the identifier by its name. */
  readonly identifier: string | undefined;
}

/** The types with tags that an ARN may be of, the likeliest first. What they are read from is how services usually form ARNs. */
export function typesOfArn(arn: string, registry: Registry): readonly ArnReading[] {
  const [, , service = '', , , ...parts] = arn.split(':');
  const resource = parts.join(':');
  const readings = registry.statementNames().flatMap((statementName) => {
    const word = statementName.split('.')[1] ?? '';
    // Most types are of other services, and need not be looked up.
    if (!mayBeOf(word, service)) return [];
    const type = registry.find(statementName);
    if (type?.tagProperty === undefined) return [];
    const written = inArns(type.typeName);
    if (written.service !== service || !resource.startsWith(written.prefix)) return [];
    const name = resource.slice(written.prefix.length);
    return [{ type, name, identifier: identifierOfArn(type, arn, name), length: written.prefix.length }];
  });
  return readings.sort((one, other) => other.length - one.length).map(({ length: _length, ...reading }) => reading);
}

function mayBeOf(word: string, service: string): boolean {
  const plain = service.replaceAll('-', '');
  return plain === word || plain.startsWith(word) || arnServiceOf(word) === service;
}

/** The service in ARNs by the word for it in statements. */
function arnServiceOf(word: string): string {
  return inArns(`AWS::${wordsOf.get(word) ?? word}::X`).service;
}

const wordsOf: ReadonlyMap<string, string> = new Map(
  [...servicesInArns.keys()].map((word) => [word.toLowerCase(), word]),
);

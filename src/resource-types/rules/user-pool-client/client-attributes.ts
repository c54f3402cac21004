import type { ValueMap } from '../../../values/value.ts';
import { standardAttributeNames } from '../../quirks/user-pool-attributes.ts';
import { itemsAt, mapsAt, readAt } from '../reading-model.ts';
import type { Neighbours, ServiceRule } from '../service-rule.ts';
import { deployments } from '../sources.ts';

/** Attributes that only the service changes. */
const notWritable: ReadonlySet<string> = new Set(['sub', 'email_verified', 'phone_number_verified']);

/** Attributes that a client reads exist. Custom ones are looked for only where the context knows the pool. */
export const readAttributesExist: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'read-attributes-exist',
  source: deployments,
  looksAround: true,
  check: (model, { neighbours }) => {
    const pool = poolOf(neighbours);
    const wrong = itemsAt(model, 'ReadAttributes').items.find(({ text }) => !exists(text, pool));
    if (wrong === undefined) return undefined;
    return {
      path: ['ReadAttributes', wrong.index],
      message: 'Invalid read attributes specified while creating a client',
    };
  },
};

export const writeAttributesWritable: ServiceRule = {
  typeName: 'AWS::Cognito::UserPoolClient',
  name: 'write-attributes-writable',
  source: deployments,
  looksAround: true,
  check: (model, { neighbours }) => {
    const pool = poolOf(neighbours);
    const wrong = itemsAt(model, 'WriteAttributes').items.find(
      ({ text }) => notWritable.has(text) || !exists(text, pool),
    );
    if (wrong === undefined) return undefined;
    return {
      path: ['WriteAttributes', wrong.index],
      message: 'Invalid write attributes specified while creating a client',
    };
  },
};

function exists(name: string, pool: ValueMap | undefined): boolean {
  if (standardAttributeNames.has(name)) return true;
  const custom = /^(?:custom|dev:custom|dev):(.+)$/.exec(name)?.[1];
  if (custom === undefined) return false;
  return pool === undefined || poolHas(pool, name, custom);
}

function poolHas(pool: ValueMap, name: string, custom: string): boolean {
  const schema = readAt(pool, 'Schema');
  if (schema.kind === 'unknown') return true;
  return mapsAt(pool, 'Schema').some(({ map }) => {
    const attribute = readAt(map, 'Name');
    return attribute.kind === 'unknown' || (attribute.kind === 'known' && [name, custom].includes(attribute.shown));
  });
}

function poolOf(neighbours: Neighbours | undefined): ValueMap | undefined {
  return neighbours?.owner('AWS::Cognito::UserPool', 'UserPoolId');
}

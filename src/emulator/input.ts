import { isJsonObject, type Json } from '../base/json.ts';
import { count } from '../base/text.ts';
import { ok, type Result } from '../base/result.ts';
import type { Operation, WireBody } from '../provider/cloud-control/wire.ts';
import { wireError, validationError, type WireError } from './wire-error.ts';
import { plainText } from '../values/reading.ts';

/** What the service's model says of one member of a request. */
type Member =
  | {
      readonly kind: 'text';
      readonly isRequired?: true;
      readonly length?: readonly [least: number, most: number];
      readonly pattern?: RegExp;
      /** Its value is not repeated in an error. */
      readonly isSensitive?: true;
    }
  | { readonly kind: 'integer'; readonly range: readonly [least: number, most: number] }
  | { readonly kind: 'filter' };

const typeName: Member = {
  kind: 'text',
  isRequired: true,
  length: [10, 196],
  pattern: /^[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}$/,
};
const tokenPattern = /^[-A-Za-z0-9+/=]+$/;
const requestToken: Member = { kind: 'text', isRequired: true, length: [1, 128], pattern: tokenPattern };
const ofAnyType: Readonly<Record<string, Member>> = {
  TypeName: typeName,
  TypeVersionId: { kind: 'text', length: [1, 128], pattern: /^[A-Za-z0-9-]+$/ },
  RoleArn: { kind: 'text', length: [20, 2048], pattern: /^arn:.+:iam::[0-9]{12}:role\/.+$/ },
};
const identifier: Member = { kind: 'text', isRequired: true, length: [1, 1024], pattern: /^.+$/s };
const clientToken: Member = { kind: 'text', length: [1, 128], pattern: tokenPattern };
const maxResults: Member = { kind: 'integer', range: [1, 100] };

const members: Readonly<Record<Operation, Readonly<Record<string, Member>>>> = {
  CreateResource: {
    ...ofAnyType,
    ClientToken: clientToken,
    DesiredState: { kind: 'text', isRequired: true, length: [1, 262_144], isSensitive: true },
  },
  GetResource: { ...ofAnyType, Identifier: identifier },
  UpdateResource: {
    ...ofAnyType,
    ClientToken: clientToken,
    Identifier: identifier,
    PatchDocument: { kind: 'text', isRequired: true, length: [1, 262_144], isSensitive: true },
  },
  DeleteResource: { ...ofAnyType, ClientToken: clientToken, Identifier: identifier },
  ListResources: {
    ...ofAnyType,
    NextToken: { kind: 'text', length: [1, 4096] },
    MaxResults: maxResults,
    ResourceModel: { kind: 'text', length: [1, 262_144], isSensitive: true },
  },
  GetResourceRequestStatus: { RequestToken: requestToken },
  ListResourceRequests: {
    NextToken: { kind: 'text', length: [1, 2048] },
    MaxResults: maxResults,
    ResourceRequestStatusFilter: { kind: 'filter' },
  },
  CancelResourceRequest: { RequestToken: requestToken },
};

const filterValues: Readonly<Record<string, readonly string[]>> = {
  Operations: ['CREATE', 'DELETE', 'UPDATE'],
  OperationStatuses: ['PENDING', 'IN_PROGRESS', 'SUCCESS', 'FAILED', 'CANCEL_IN_PROGRESS', 'CANCEL_COMPLETE'],
};

/** A member of the wrong JSON type never reaches the service's own checks. */
export function checkInputTypes(operation: Operation, body: WireBody): Result<undefined, WireError> {
  for (const [name, member] of Object.entries(members[operation])) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (value === undefined || value === null) continue;
    const trouble = typeTrouble(member, value);
    if (trouble !== undefined) return wireError('SerializationException', trouble);
  }
  return ok(undefined);
}

function typeTrouble(member: Member, value: Json): string | undefined {
  if (member.kind === 'filter') {
    if (!isJsonObject(value)) return 'Unexpected value type in payload';
    return Object.keys(filterValues).some((name) => {
      const list = value[name];
      if (list === undefined || list === null) return false;
      return !Array.isArray(list) || !list.every((item) => typeof item === 'string');
    })
      ? 'Unexpected value type in payload'
      : undefined;
  }
  if (Array.isArray(value)) return 'Start of list found where not expected';
  if (isJsonObject(value)) return 'Start of structure or map found where not expected.';
  const wanted = member.kind === 'text' ? 'string' : 'number';
  if (typeof value === wanted) return undefined;
  const found =
    typeof value === 'boolean'
      ? `${String(value).toUpperCase()}_VALUE`
      : `${typeof value === 'string' ? 'STRING' : 'NUMBER'}_VALUE`;
  return `${found} can not be converted to ${member.kind === 'text' ? 'a String' : 'an Integer'}`;
}

/** Lengths, patterns and ranges of the model, all that are broken at once. `only` names the members to look at. */
export function checkInput(
  operation: Operation,
  body: WireBody,
  only?: (name: string) => boolean,
): Result<undefined, WireError> {
  const broken = Object.entries(members[operation])
    .filter(([name]) => only?.(name) ?? true)
    .flatMap(([name, member]) => constraintsBroken(name, member, Object.hasOwn(body, name) ? body[name] : undefined));
  if (broken.length === 0) return ok(undefined);
  return validationError(`${count(broken.length, 'validation error')} detected: ${broken.join('; ')}`);
}

function constraintsBroken(name: string, member: Member, value: Json | undefined): readonly string[] {
  const where = name.charAt(0).toLowerCase() + name.slice(1);
  const broken = (shown: string, place: string, constraint: string): string =>
    `Value ${shown}at '${place}' failed to satisfy constraint: ${constraint}`;
  if (value === undefined || value === null) {
    return member.kind === 'text' && member.isRequired === true
      ? [broken('null ', where, 'Member must not be null')]
      : [];
  }
  if (member.kind === 'filter') {
    const filter = isJsonObject(value) ? value : {};
    return Object.entries(filterValues).flatMap(([list, allowed]) => {
      const given = Array.isArray(filter[list]) ? (filter[list] as readonly Json[]) : [];
      if (given.every((item) => allowed.includes(plainText(item)))) return [];
      const place = `${where}.${list.charAt(0).toLowerCase()}${list.slice(1)}`;
      const inner = `Member must satisfy enum value set: [${allowed.join(', ')}]`;
      return [broken(`'[${given.map(plainText).join(', ')}]' `, place, `Member must satisfy constraint: [${inner}]`)];
    });
  }
  if (typeof value === 'number' && member.kind === 'integer') {
    const [least, most] = member.range;
    if (value < least)
      return [broken(`'${value}' `, where, `Member must have value greater than or equal to ${least}`)];
    return value > most ? [broken(`'${value}' `, where, `Member must have value less than or equal to ${most}`)] : [];
  }
  if (typeof value !== 'string' || member.kind !== 'text') return [];
  const shown = member.isSensitive === true ? '' : `'${value}' `;
  const [least, most] = member.length ?? [0, Number.POSITIVE_INFINITY];
  return [
    ...(value.length < least
      ? [broken(shown, where, `Member must have length greater than or equal to ${least}`)]
      : []),
    ...(value.length > most ? [broken(shown, where, `Member must have length less than or equal to ${most}`)] : []),
    ...(member.pattern !== undefined && !member.pattern.test(value)
      ? [broken(shown, where, `Member must satisfy regular expression pattern: ${patternText(member.pattern)}`)]
      : []),
  ];
}

/** The pattern as the model has it: it always means the whole text. */
function patternText(pattern: RegExp): string {
  return pattern.source.replace(/^\^/, '').replace(/\$$/, '').replaceAll('\\/', '/');
}

/** A text member after the checks; undefined where it was not given. */
export function textOf(body: WireBody, name: string): string | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function integerOf(body: WireBody, name: string): number | undefined {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'number' ? value : undefined;
}

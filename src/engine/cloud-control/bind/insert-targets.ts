import { didYouMean, nearest } from '../../../diagnostics/did-you-mean.ts';
import { nativePropertyHelp } from '../../../resource-types/native-names.ts';
import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Identifier } from '../../../query/statement.ts';
import { findProperty, matchName } from '../../../resource-types/find-property.ts';
import { nodeAt, propertyNames, rootNode } from '../../../resource-types/schema-node.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';

/** Where a column's value goes. */
export type InsertTarget =
  | { readonly kind: 'region' }
  | { readonly kind: 'request'; readonly parameter: RequestParameter }
  /** The type of an INSERT into a table of all types. */
  | { readonly kind: 'type' }
  /** All properties as one JSON object. */
  | { readonly kind: 'model' }
  | { readonly kind: 'property'; readonly path: readonly [string, ...string[]] }
  /** `path` is what the column would be a property of, with its own name last; `meant` the name that it is most like. */
  | {
      readonly kind: 'nothing';
      readonly diagnostic: Diagnostic;
      readonly path?: readonly string[];
      readonly meant?: string;
    };

const requestParameters = ['ClientToken', 'RoleArn', 'TypeVersionId'] as const;
export type RequestParameter = (typeof requestParameters)[number];

/** What a column of an INSERT into a table of one type means. */
export function targetOf(type: ResourceType, column: Identifier): InsertTarget {
  const { name } = column;
  if (name === 'region') return { kind: 'region' };
  const property = findProperty(type, name);
  if (property !== undefined) return { kind: 'property', path: [property.name] };
  if (name.toLowerCase() === 'region') return { kind: 'region' };
  const parameter = requestParameters.find((candidate) => candidate === name);
  if (parameter !== undefined) return { kind: 'request', parameter };
  if (name.includes('.')) return nestedTarget(type, column);
  return unknownColumn(type, column);
}

/** What a column of an INSERT into `awscc.cloud_control.resources` means. */
export function genericTargetOf(column: Identifier): InsertTarget {
  const { name } = column;
  if (name.toLowerCase() === 'region') return { kind: 'region' };
  if (name === 'TypeName') return { kind: 'type' };
  if (name === 'DesiredState') return { kind: 'model' };
  const parameter = requestParameters.find((candidate) => candidate === name);
  if (parameter !== undefined) return { kind: 'request', parameter };
  const help = didYouMean(name, ['TypeName', 'DesiredState', 'region', ...requestParameters]);
  const message = `An INSERT of any type has no column "${name}"`;
  const diagnostic = mistake('resource/unknown-column', message, {
    at: column.at,
    help: help ?? 'the properties stand in DesiredState, as one JSON object',
  });
  return { kind: 'nothing', diagnostic };
}

/** `TokenValidityUnits.AccessToken`: a property inside a property. */
function nestedTarget(type: ResourceType, column: Identifier): InsertTarget {
  const [first = '', ...rest] = column.name.split('.');
  const property = findProperty(type, first);
  if (property === undefined) return unknownColumn(type, column);
  const path: [string, ...string[]] = [property.name];
  for (const part of rest) {
    const node = nodeAt(rootNode(type.schema), path);
    const names = node === undefined ? [] : propertyNames(node);
    const name = matchName(part, names) ?? (names.length === 0 ? part : undefined);
    if (name === undefined || part === '') {
      const help = didYouMean(part, names);
      const diagnostic = mistake(
        'resource/unknown-column',
        `${path.join('.')} of ${type.typeName} has no property "${part}"`,
        { at: column.at, ...(help === undefined ? {} : { help }) },
      );
      const [meant] = nearest(part, names);
      return { kind: 'nothing', diagnostic, path: [...path, part], ...(meant === undefined ? {} : { meant }) };
    }
    path.push(name);
  }
  return { kind: 'property', path };
}

function unknownColumn(type: ResourceType, column: Identifier): InsertTarget {
  const candidates = [...type.properties.map((property) => property.name), ...requestParameters, 'region'];
  const columns = type.properties.map((property) => property.column);
  const [near = nearest(column.name, columns)[0]] = nearest(column.name, candidates);
  const help =
    nativePropertyHelp(column.name, candidates) ??
    (near === undefined ? `DESCRIBE ${type.statementName} lists its properties` : `did you mean "${near}"?`);
  const diagnostic = mistake('resource/unknown-column', `${type.typeName} has no property "${column.name}"`, {
    at: column.at,
    help,
  });
  const meant = near === undefined ? undefined : findProperty(type, near)?.name;
  return { kind: 'nothing', diagnostic, path: [column.name], ...(meant === undefined ? {} : { meant }) };
}

/** The columns that mean what another one has said. */
export function givenTwice(columns: readonly Identifier[], targets: readonly InsertTarget[]): readonly Diagnostic[] {
  const seen = new Map<string, Identifier>();
  return targets.flatMap((target, index) => {
    const column = columns[index];
    if (column === undefined || target.kind === 'nothing') return [];
    const key = keyOf(target);
    const earlier = seen.get(key);
    seen.set(key, earlier ?? column);
    if (earlier === undefined) return [];
    return [
      mistake('sql/duplicate-column', `"${column.name}" is given twice`, {
        at: column.at,
        related: [{ message: `here as "${earlier.name}"`, at: earlier.at }],
      }),
    ];
  });
}

/** No property's name begins with a blank. */
function keyOf(target: Exclude<InsertTarget, { kind: 'nothing' }>): string {
  if (target.kind === 'property') return target.path.join('.');
  return target.kind === 'request' ? ` ${target.parameter}` : ` ${target.kind}`;
}

import { positionOf } from '../diagnostics/source-lines.ts';
import type { Operation } from '../engine/operation.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Address } from '../stack/address.ts';
import type { Value } from '../values/value.ts';
import type { Survey, SurveyedResource } from './prepare-queries.ts';

/** What is known of a resource before the first request: for whoever is told of it later by its address alone. */
export interface ResourceRecord {
  readonly address: Address;
  /** The resource type that its queries write, or else read: `AWS::Cognito::UserPool`; undefined where they name none or several. */
  readonly type: string | undefined;
  /** Undefined where it is not known yet, or there are several. */
  readonly region: string | undefined;
  /** The manifest, and the line of the entry there, from 1. */
  readonly file: string;
  readonly line: number;
}

const known = new WeakMap<Survey, readonly ResourceRecord[]>();

/** A record of each resource, in manifest order. */
export function resourceRecords(survey: Survey): readonly ResourceRecord[] {
  const records = known.get(survey) ?? makeRecords(survey);
  known.set(survey, records);
  return records;
}

function makeRecords(survey: Survey): readonly ResourceRecord[] {
  return survey.resources.map((surveyed) => {
    const { address, manifest } = surveyed.resource;
    const { source, start } = manifest.at;
    return { address, ...subjectOf(surveyed), file: source.path, line: positionOf(source, start).line };
  });
}

interface Subject {
  readonly type: string | undefined;
  readonly region: string | undefined;
}

/** What is written says more of a resource than what is read, and the first write more than a later one. */
const telling: readonly Anchor[] = [
  'create',
  'createorupdate',
  'command',
  'update',
  'delete',
  'exists',
  'statecheck',
  'exports',
];

function subjectOf({ queries }: SurveyedResource): Subject {
  for (const anchor of telling) {
    const prepared = queries.find(({ query }) => query.query.anchor === anchor)?.prepared;
    if (prepared?.kind !== 'prepared') continue;
    const subjects = prepared.statements.map(({ operation }) => subjectsIn(operation)).flat();
    const type = only(subjects.map((subject) => subject.type));
    if (type !== undefined) return { type, region: only(subjects.map((subject) => subject.region)) };
  }
  return { type: undefined, region: undefined };
}

function subjectsIn(operation: Operation | undefined): readonly Subject[] {
  switch (operation?.kind) {
    case 'create':
      return operation.resources.map(({ region }) => ({ type: operation.type.typeName, region: textIn(region) }));
    case 'update':
    case 'delete':
      return operation.target.regions.map((region) => ({ type: operation.type.typeName, region: textIn(region) }));
    case 'read':
      return operation.sources.flatMap(({ type, regions = [] }) =>
        regions.map((region) => ({ type: type?.typeName, region: textIn(region) })),
      );
    default:
      return [];
  }
}

function textIn(value: Value): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The one text among them; undefined where one is not known, or they differ. */
function only(texts: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = new Set(texts);
  return others.length === 0 ? first : undefined;
}

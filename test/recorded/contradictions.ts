import { isJsonObject, jsonEquals, type Json, type JsonObject } from '../../src/base/json.ts';
import { asRead } from '../../src/resource-types/defaults/as-read.ts';
import { readRulesOf } from '../../src/resource-types/defaults/read-rules.ts';
import type { PathStep, ReadRule } from '../../src/resource-types/defaults/read-rule.ts';
import { plainModel } from '../../src/resource-types/plain-model.ts';
import { writeModel } from '../../src/resource-types/write-value.ts';
import type { RecordedCase } from './recorded-case.ts';
import { shortJson, type Section } from './section.ts';

/** A rule that says something else of a recording than what AWS returned. */
interface Contradiction {
  readonly recorded: RecordedCase;
  readonly rule: ReadRule;
  readonly live: Json | undefined;
  readonly expected: Json;
}

/** What a rule's source says where AWS began to return something after the first recordings were made. */
const newer = 'not in earlier recordings';

/**
 * The defaults of the tables that fill something into a recorded model which AWS returned with another value, or not at all. Samples
 * are not looked at: their values are not AWS's; nor are containers that AWS returns in another shape than they were given.
 */
function contradictionsOf(recorded: RecordedCase): readonly Contradiction[] {
  const { type } = recorded;
  const declared = plainModel(writeModel(type, recorded.given).model).json;
  const read = asRead(type, declared, { region: recorded.region, accountId: recorded.account });
  const rules = readRulesOf(type.typeName);
  const pathOf = ({ path }: ReadRule): string => JSON.stringify(path);
  const samples = new Set(rules.filter(({ effect }) => effect.kind === 'sample').map(pathOf));
  const seen = new Set<string>();
  return rules.flatMap((rule): readonly Contradiction[] => {
    // One rule of a path speaks for all of them: which of them filled it in depends on their conditions.
    if (rule.effect.kind !== 'default' || samples.has(pathOf(rule)) || seen.has(pathOf(rule))) return [];
    seen.add(pathOf(rule));
    return filledBy(rule.path, declared, read, recorded.live).flatMap(({ live, expected }) =>
      jsonEquals(live, expected) || (live === undefined && rule.source.includes(newer))
        ? []
        : [{ recorded, rule, live, expected }],
    );
  });
}

/** The rules of `schemas/defaults` beside what AWS returned. */
export function contradictedRules(cases: readonly RecordedCase[]): Section {
  const found = cases.flatMap(contradictionsOf);
  return {
    title: 'Rules of schemas/defaults',
    figures: [`that contradict a recording: ${found.length}`],
    details: found.map(
      ({ recorded, rule, live, expected }) =>
        `${recorded.name}: ${JSON.stringify(rule.path)} ${shortJson(expected)}, AWS: ${shortJson(live)}`,
    ),
  };
}

interface Filled {
  readonly live: Json | undefined;
  readonly expected: Json;
}

/** What was filled in at a rule's path, beside what AWS returned there. Lists are followed where all three are of one length. */
function filledBy(
  path: readonly PathStep[],
  declared: Json | undefined,
  read: Json | undefined,
  live: Json | undefined,
): readonly Filled[] {
  const [step, ...rest] = path;
  if (step === undefined) {
    return declared === undefined && read !== undefined ? [{ live, expected: read }] : [];
  }
  if (step.kind === 'name') {
    if (!isJsonObject(read) || !isJsonObject(live)) return [];
    return filledBy(rest, memberOf(declared, step.name), memberOf(read, step.name), memberOf(live, step.name));
  }
  if (!Array.isArray(read) || !Array.isArray(live)) return [];
  const items = read as readonly Json[];
  if (step.kind === 'entry') {
    const isEntry = (item: Json): boolean =>
      isJsonObject(item) && Object.entries(step.members).every(([name, value]) => item[name] === value);
    const given = Array.isArray(declared) ? (declared as readonly Json[]).find(isEntry) : undefined;
    return filledBy(rest, given, items.find(isEntry), (live as readonly Json[]).find(isEntry));
  }
  if (!Array.isArray(declared) || declared.length !== items.length || declared.length !== live.length) return [];
  // Services sort some lists: only a list of one item is surely the same item.
  return items.length === 1 ? filledBy(rest, declared[0] as Json, items[0], live[0] as Json) : [];
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  const object: JsonObject = isJsonObject(value) ? value : {};
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

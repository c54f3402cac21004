import type { Json } from '../../src/base/json.ts';
import { asDeclared, describeColumn } from '../../src/engine/functions/as-declared.ts';
import { awsPolicyEqual } from '../../src/engine/functions/aws-policy-equal.ts';
import { jsonEqual } from '../../src/engine/functions/json-equal.ts';
import type { SqlFunction, SqlValue } from '../../src/engine/functions/sql-function.ts';
import type { RecordedCase } from './recorded-case.ts';
import { percent, shortJson, type Section } from './section.ts';

/** What a statecheck over every declared property that a read returns would say. */
export function stateChecks(cases: readonly RecordedCase[]): Section {
  const unchanged = cases.filter(({ isDrifted }) => !isDrifted);
  const details: string[] = [];
  let plainFalse = 0;
  let declaredFalse = 0;
  let properties = 0;
  for (const { name, type, declared, live, region, account } of unchanged) {
    let isPlainTrue = true;
    let isDeclaredTrue = true;
    for (const [property, value] of Object.entries(declared)) {
      if (type.writeOnly.some((path) => path.length === 1 && path[0] === property)) continue;
      properties += 1;
      const actual = Object.hasOwn(live, property) ? toSql(live[property] ?? null) : null;
      if (!isPlainlyEqual(actual, value)) isPlainTrue = false;
      const described = describeColumn(type, [property]);
      if (isOne(asDeclared, described, region, `arn:aws:iam::${account}:root`, actual, toSql(value))) continue;
      isDeclaredTrue = false;
      details.push(`as_declared is 0: ${name} ${property}: ${shortJson(value)} is ${shortJson(live[property])}`);
    }
    if (!isPlainTrue) plainFalse += 1;
    if (!isDeclaredTrue) declaredFalse += 1;
  }
  return {
    title: `Statechecks over ${properties} properties of ${unchanged.length} cases that nobody changed`,
    figures: [
      `with =, json_equal and aws_policy_equal: false in ${plainFalse} cases (${percent(plainFalse, unchanged.length)})`,
      `with as_declared: false in ${declaredFalse} cases (${percent(declaredFalse, unchanged.length)})`,
    ],
    details,
  };
}

/** As a person would write it: `=` for what is no list or map, else the function for what it holds. */
function isPlainlyEqual(actual: SqlValue, declared: Json): boolean {
  const value = toSql(declared);
  if (typeof declared !== 'object') return actual === value;
  const isPolicy = typeof value === 'string' && value.includes('"Statement"');
  return isOne(isPolicy ? awsPolicyEqual : jsonEqual, actual, value);
}

function isOne(sqlFunction: SqlFunction, ...values: readonly SqlValue[]): boolean {
  const answer = sqlFunction.evaluate(...values);
  return answer.ok && answer.value === 1;
}

/** As SQLite has it: no booleans, and lists and maps as text. */
function toSql(value: Json): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

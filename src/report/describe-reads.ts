import type { JsonObject } from '../base/json.ts';
import { enumerate, shorten } from '../base/text.ts';
import type { Condition } from '../resource-types/defaults/condition.ts';
import type { NormalForm, PathStep, ReadEffect, ReadRule, WholeType } from '../resource-types/defaults/read-rule.ts';

/** Rows of a table of what AWS reads back beyond what is given, or otherwise than it is given: place, condition, what is read, source. */
export function readRows(rules: readonly ReadRule[]): readonly (readonly string[])[] {
  return inOrder(rules).map(({ path, conditions, effect, source }) => [
    pathText(path),
    conditions.map(conditionText).join(' & '),
    effectText(effect),
    source,
  ]);
}

/** The same for programs. */
export function readsToJson(rules: readonly ReadRule[]): readonly JsonObject[] {
  return inOrder(rules).map(({ path, conditions, effect, source }): JsonObject => ({
    path: pathText(path),
    ...(conditions.length === 0 ? {} : { when: conditions.map(conditionText).join(' & ') }),
    ...effectToJson(effect),
    source,
  }));
}

function inOrder(rules: readonly ReadRule[]): readonly ReadRule[] {
  return [...rules].sort((left, right) => (pathText(left.path) < pathText(right.path) ? -1 : 1));
}

/** `Policies/PasswordPolicy/MinimumLength`, `Attributes/Key=stickiness.enabled/Value`, as the tables have it. */
function pathText(path: readonly PathStep[]): string {
  return path.map(stepText).join('/');
}

function stepText(step: PathStep): string {
  switch (step.kind) {
    case 'name':
      return step.name;
    case 'each':
      return '*';
    case 'entry':
      return Object.entries(step.members)
        .map(([name, value]) => `${name}=${value}`)
        .join('&');
  }
}

function conditionText({ isLocal, path, test, values }: Condition): string {
  const place = (isLocal ? './' : '') + path.join('/');
  switch (test) {
    case 'given':
      return place;
    case 'not-given':
      return `!${place}`;
    case 'one-of':
      return `${place}=${values.map(String).join('|')}`;
    case 'none-of':
      return `${place}!=${values.map(String).join('|')}`;
  }
}

const forms: Readonly<Record<NormalForm, string>> = {
  sorted: 'the list, sorted',
  'lower-case': 'in lower case',
  'upper-case': 'in upper case',
  'json-text': 'as JSON text',
  'json-value': 'as a JSON value',
  text: 'as a string',
};

const wholes: Readonly<Record<WholeType, string>> = {
  list: 'lists as []',
  map: 'objects as {}',
  boolean: 'booleans as false',
};

/** Of a whole policy the beginning is enough in a table. */
const mostCharacters = 60;

function effectText(effect: ReadEffect): string {
  switch (effect.kind) {
    case 'default':
      return shorten(JSON.stringify(effect.value), mostCharacters);
    case 'sample':
      return `chosen by the service, such as ${shorten(JSON.stringify(effect.value), mostCharacters)}`;
    case 'normal-form':
      return forms[effect.form];
    case 'absent':
      return 'nothing';
    case 'whole':
      return `what is not given: ${enumerate(effect.types.map((type) => wholes[type]))}`;
  }
}

function effectToJson(effect: ReadEffect): JsonObject {
  switch (effect.kind) {
    case 'default':
    case 'sample':
      return { [effect.kind]: effect.value };
    case 'normal-form':
      return { form: effect.form };
    case 'absent':
      return { absent: true };
    case 'whole':
      return { whole: effect.types };
  }
}

import { warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { headOf, itemsOf, jsonOf, memberOf, textOf } from '../../manifest/manifest-value.ts';
import type { ManifestEntry, ManifestValue } from '../../manifest/manifest.ts';
import { findProperty } from '../../resource-types/find-property.ts';
import { refPropertyOf } from '../../resource-types/ref-property.ts';
import { readDynamicReferences } from './dynamic-references.ts';
import { joined, nothing, plain, type Meaning } from './meaning.ts';
import { pseudoNames, type TemplateNames } from './template-names.ts';
import { writeExpression } from './write-meaning.ts';

/** What cannot be understood is told here. */
export type Tell = (diagnostic: Diagnostic) => void;

type Understood = Meaning | undefined;

/** Understands the values of a template. Undefined, and told, where a part of one has no counterpart in a manifest. */
export class ValueReader {
  readonly #names: TemplateNames;
  readonly #tell: Tell;

  constructor(names: TemplateNames, tell: Tell) {
    this.#names = names;
    this.#tell = tell;
  }

  read(value: ManifestValue): Understood {
    switch (value.kind) {
      case 'text':
        return this.#text(value.excerpt.text, value);
      case 'scalar': {
        const json = jsonOf(value);
        return plain(typeof json === 'object' ? null : json);
      }
      case 'list': {
        const items = value.items.map((item) => this.read(item));
        return items.every((item) => item !== undefined) ? { kind: 'list', items } : undefined;
      }
      case 'map': {
        const [only, second] = value.entries;
        const isCall = second === undefined && only !== undefined && /^(?:Fn::\w+|Ref)$/.test(only.key);
        if (isCall) return this.#call(only);
        const entries = value.entries.map((entry) => [entry.key, this.read(entry.value)] as const);
        return entries.every((entry): entry is [string, Meaning] => entry[1] !== undefined)
          ? { kind: 'map', entries }
          : undefined;
      }
    }
  }

  /** A condition as an expression of a template. */
  condition(value: ManifestValue): string | undefined {
    const [only] = value.kind === 'map' ? value.entries : [];
    if (only === undefined) return this.#refuseCondition(value, 'a condition is no function');
    const parts = itemsOf(only.value);
    const all = (word: string): string | undefined => {
      const inner = parts.map((part) => this.condition(part));
      return inner.every((one) => one !== undefined) ? inner.map(grouped).join(` ${word} `) : undefined;
    };
    switch (only.key) {
      case 'Condition':
        return this.#conditionName(only.value);
      case 'Fn::And':
        return all('and');
      case 'Fn::Or':
        return all('or');
      case 'Fn::Not': {
        const inner = parts[0] === undefined ? undefined : this.condition(parts[0]);
        return inner === undefined ? undefined : `not ${grouped(inner)}`;
      }
      case 'Fn::Equals': {
        const sides = parts.map((part) => this.read(part));
        const written = sides.map((side) => (side === undefined ? undefined : this.#asText(side)));
        return written.length === 2 && written.every((side) => side !== undefined) ? written.join(' == ') : undefined;
      }
      default:
        return this.#refuseCondition(value, `${only.key} is no condition that has a counterpart`);
    }
  }

  /** CloudFormation compares texts, whatever the type of a parameter. */
  #asText(side: Meaning): string {
    if (side.kind === 'plain') return JSON.stringify(String(side.value));
    const isNumber =
      side.kind === 'name' &&
      [...this.#names.parameters.values()].some((one) => one.name === side.name && one.isNumber);
    return isNumber ? `(${writeExpression(side)} | string)` : writeExpression(side);
  }

  #text(text: string, at: ManifestValue): Understood {
    const help = 'give the value by a variable';
    return readDynamicReferences(text) ?? this.#refuse(at, 'it has a dynamic reference without a counterpart', help);
  }

  #call({ key, value }: ManifestEntry): Understood {
    const [first, second] = itemsOf(value);
    switch (key) {
      case 'Ref':
        return this.#ref(textOf(value) ?? '', value);
      case 'Fn::GetAtt':
        return this.#getAtt(
          textOf(value) ??
            itemsOf(value)
              .map((item) => textOf(item) ?? '')
              .join('.'),
          value,
        );
      case 'Fn::Sub':
        return this.#sub(value);
      case 'Fn::Join': {
        const separator = textOf(first) ?? '';
        const list = second === undefined ? undefined : this.read(second);
        if (list?.kind !== 'list')
          return list === undefined ? undefined : { kind: 'filtered', of: list, filter: 'join', argument: separator };
        const parts = list.items.filter((item) => item.kind !== 'nothing');
        return joined(parts.flatMap((item, index) => (index === 0 ? [item] : [plain(separator), item])));
      }
      case 'Fn::Split': {
        const of = second === undefined ? undefined : this.read(second);
        return of === undefined ? undefined : { kind: 'filtered', of, filter: 'split', argument: textOf(first) ?? '' };
      }
      case 'Fn::Select': {
        const index = first === undefined ? undefined : this.read(first);
        const list = second === undefined ? undefined : this.read(second);
        if (index === undefined || list === undefined) return undefined;
        const number = index.kind === 'plain' ? Number(index.value) : NaN;
        if (list.kind === 'list' && Number.isInteger(number)) return list.items[number];
        return { kind: 'item', of: list, key: Number.isInteger(number) ? plain(number) : index };
      }
      case 'Fn::FindInMap':
        return this.#findInMap(value);
      case 'Fn::If':
        return this.#if(value);
      case 'Fn::Base64':
      case 'Fn::Length':
      case 'Fn::ToJsonString': {
        const of = this.read(value);
        return of === undefined ? undefined : { kind: 'filtered', of, filter: filters[key] };
      }
      default:
        return this.#refuse(value, `${key} has no counterpart`, counterparts[key]);
    }
  }

  #ref(name: string, at: ManifestValue): Understood {
    const parameter = this.#names.parameters.get(name);
    if (parameter !== undefined) return { kind: 'name', name: parameter.name };
    const type = this.#names.types.get(name);
    if (type !== undefined) {
      const path = refPropertyOf(type);
      if (path !== undefined) return { kind: 'member', entry: name, path };
      return this.#refuse(at, `what Ref returns of ${type.typeName} is no property of it`, 'use Fn::GetAtt');
    }
    const pseudo = Object.hasOwn(pseudoNames, name) ? pseudoNames[name] : undefined;
    if (pseudo !== undefined) return { kind: 'name', name: pseudo };
    switch (name) {
      case 'AWS::NoValue':
        return nothing;
      case 'AWS::Partition':
        return plain('aws');
      case 'AWS::URLSuffix':
        return plain('amazonaws.com');
      case 'AWS::StackName': {
        const { stackName } = this.#names;
        return stackName === undefined ? { kind: 'name', name: 'stack_name' } : plain(stackName);
      }
      default:
        return this.#refuse(at, `"${name}" is not imported`);
    }
  }

  #getAtt(written: string, value: ManifestValue): Understood {
    const [name = '', ...path] = written.split('.');
    const type = this.#names.types.get(name);
    if (type === undefined) return this.#refuse(value, `"${name}" is not imported`);
    const property = findProperty(type, path[0] ?? '');
    if (property === undefined || property.writeOnly)
      return this.#refuse(value, `${type.typeName} has no property "${path[0] ?? ''}" that a read returns`);
    return { kind: 'member', entry: name, path: [property.name, ...path.slice(1)].join('.') };
  }

  #sub(value: ManifestValue): Understood {
    const [first, second] = value.kind === 'list' ? value.items : [value];
    const text = textOf(first);
    if (text === undefined || first === undefined) return this.#refuse(value, 'Fn::Sub has no text');
    const parts = [...text.matchAll(/\$\{(!?)([^}]*)\}|[^$]+|\$/g)].map(([whole, keep, name]): Understood => {
      if (name === undefined) return this.#text(whole, first);
      if (keep === '!') return plain(`\${${name}}`);
      const own = memberOf(second, name.trim());
      if (own !== undefined) return this.read(own);
      return name.includes('.') ? this.#getAtt(name.trim(), first) : this.#ref(name.trim(), first);
    });
    return parts.every((part) => part !== undefined) ? joined(parts) : undefined;
  }

  #findInMap(value: ManifestValue): Understood {
    const [map, ...keys] = itemsOf(value);
    const name = this.#names.mappings.get(textOf(map) ?? '');
    if (name === undefined) return this.#refuse(value, 'Fn::FindInMap names no mapping of this template');
    return keys.slice(0, 2).reduce<Understood>(
      (of, key) => {
        const read = this.read(key);
        return of === undefined || read === undefined ? undefined : { kind: 'item', of, key: read };
      },
      { kind: 'name', name },
    );
  }

  #if(value: ManifestValue): Understood {
    const [name, first, second] = itemsOf(value);
    if (name === undefined || first === undefined || second === undefined)
      return this.#refuse(value, 'Fn::If has no condition and two values');
    const condition = this.#conditionName(name);
    const then = this.read(first);
    const otherwise = this.read(second);
    if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
    return { kind: 'choice', condition, then, otherwise };
  }

  #conditionName(value: ManifestValue): string | undefined {
    const name = textOf(value) ?? '';
    return this.#names.conditions.get(name) ?? this.#refuseCondition(value, `the template has no condition "${name}"`);
  }

  #refuseCondition(value: ManifestValue, message: string): string | undefined {
    this.#refuse(value, message);
    return undefined;
  }

  #refuse(value: ManifestValue, message: string, help?: string): Understood {
    const at = headOf(value);
    this.#tell(warning('input/import', message, { at, ...(help === undefined ? {} : { help }) }));
    return undefined;
  }
}

const filters = { 'Fn::Base64': 'base64_encode', 'Fn::Length': 'length', 'Fn::ToJsonString': 'tojson' } as const;

/** What to do instead. */
const counterparts: Readonly<Record<string, string>> = {
  'Fn::Cidr': 'write the ranges out',
  'Fn::GetAZs': 'name the zones, such as us-east-1a',
  'Fn::ImportValue': 'give the value by a variable',
  'Fn::Transform': 'import the processed template: aws cloudformation get-template --template-stage Processed',
};

function grouped(condition: string): string {
  return /^\w+$/.test(condition) ? condition : `(${condition})`;
}

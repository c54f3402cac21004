import type { PropertyPath } from '../../resource-type.ts';
import {
  freeKeyNode,
  itemNode,
  propertyNames,
  propertyNode,
  rootNode,
  typesOf,
  type SchemaNode,
} from '../../schema-node.ts';
import type { Json, JsonObject } from '../../../base/json.ts';

/** What a property has in effect where a read returns nothing. */
export interface KnownDefault {
  readonly path: PropertyPath;
  readonly value: Json;
}

/** The texts that a schema allows at a place, where it says so. */
export interface AllowedWords {
  readonly path: PropertyPath;
  readonly words: readonly string[];
}

/** The places of a schema at which comparing is not as usual. */
export interface DescribedPlaces {
  readonly maps: readonly PropertyPath[];
  readonly free: readonly PropertyPath[];
  readonly defaults: readonly KnownDefault[];
  readonly words: readonly AllowedWords[];
}

/** Walks a schema once. A definition that holds itself is not entered a second time. */
export function describePlaces(schema: JsonObject): DescribedPlaces {
  const maps: PropertyPath[] = [];
  const free: PropertyPath[] = [];
  const defaults: KnownDefault[] = [];
  const words: AllowedWords[] = [];
  const visit = (node: SchemaNode, path: PropertyPath, around: readonly JsonObject[]): void => {
    if (node.forms.some((form) => around.includes(form))) return;
    const inside = [...around, ...node.forms];
    const given = node.forms.map((form) => form['default']).find((value) => value !== undefined);
    if (given !== undefined) defaults.push({ path, value: given });
    const allowed = node.forms.flatMap((form) => textsIn(form['enum']));
    if (allowed.length > 0) words.push({ path, words: allowed });
    const types = typesOf(node);
    const names = propertyNames(node);
    for (const name of names) {
      const inner = propertyNode(node, name);
      if (inner !== undefined) visit(inner, [...path, name], inside);
    }
    if (types.includes('array')) visit(itemNode(node), [...path, '*'], inside);
    if (names.length > 0 || !types.includes('object')) return;
    const values = freeKeyNode(node);
    if (typesOf(values).length === 0) free.push(path);
    else {
      maps.push(path);
      visit(values, [...path, '*'], inside);
    }
  };
  visit(rootNode(schema), [], []);
  return { maps, free, defaults, words };
}

function textsIn(value: Json | undefined): readonly string[] {
  const items: readonly Json[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === 'string');
}

import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { PropertyPath } from './resource-type.ts';
import { nodeOf, type SchemaNode } from './schema-node.ts';

/** The paths of all places in a schema of which a form is wanted, in schema order; `*` stands for items and keys. */
export function findPlaces(root: SchemaNode, isWanted: (form: JsonObject) => boolean): readonly PropertyPath[] {
  // Most schemas have none, and some are very large once every reference is followed.
  if (!holdsAny(root.root, isWanted)) return [];
  const found: PropertyPath[] = [];
  const visit = (node: SchemaNode, path: PropertyPath, around: readonly JsonObject[]): void => {
    // A definition that holds itself is not entered a second time.
    if (node.forms.some((form) => around.includes(form))) return;
    const inside = [...around, ...node.forms];
    if (node.forms.some(isWanted)) found.push(path);
    for (const form of node.forms) {
      const properties = form['properties'];
      if (isJsonObject(properties)) {
        for (const name of Object.keys(properties)) visit(nodeOf(root.root, properties[name]), [...path, name], inside);
      }
      const patterns = form['patternProperties'];
      if (isJsonObject(patterns)) {
        for (const value of Object.values(patterns)) visit(nodeOf(root.root, value), [...path, '*'], inside);
      }
      if (form['items'] !== undefined) visit(nodeOf(root.root, form['items']), [...path, '*'], inside);
    }
  };
  visit(root, [], []);
  return found;
}

function holdsAny(value: Json, isWanted: (form: JsonObject) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isJsonObject(value) && isWanted(value)) return true;
  return Object.values(value).some((inner: Json) => holdsAny(inner, isWanted));
}

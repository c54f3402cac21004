import type { Json } from '../../base/json.ts';
import type { PropertyPath, ResourceType } from '../resource-type.ts';

/** What a service does with a type that its schema does not say. All of it is observed behaviour of AWS. */
export interface Quirks {
  readonly typeName: string;
  /** Lists whose order means nothing although the schema calls them ordered. */
  readonly unordered: readonly PropertyPath[];
  /** Properties whose values are never shown. */
  readonly secret: readonly PropertyPath[];
  /** Properties whose removal succeeds and changes nothing, with the default to be set instead. */
  readonly ignoredRemovals: Readonly<Record<string, Json>>;
  readonly parents: ResourceType['parents'];
}

import type { Json, JsonObject } from '../base/json.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** `create`, `read` …: what Cloud Control can do with a type. */
export type HandlerName = 'create' | 'read' | 'update' | 'delete' | 'list';

export interface Handler {
  readonly permissions: readonly string[];
  readonly timeoutMinutes: number | undefined;
}

/** Names of properties from the outermost inwards; `*` stands for any item of a list or any key of a map. */
export type PropertyPath = readonly string[];

/** All that is known of one CloudFormation resource type. */
export interface ResourceType {
  /** `AWS::Cognito::UserPoolClient`. */
  readonly typeName: string;
  /** `awscc.cognito.user_pool_clients`. */
  readonly statementName: string;
  readonly source: 'given' | 'stack' | 'cache' | 'shipped' | 'catalogue';
  /** Top-level properties in schema order. */
  readonly properties: readonly Property[];
  /** Paths of the primary identifier, in the order in which its parts are joined by `|`. */
  readonly identifier: readonly PropertyPath[];
  readonly additionalIdentifiers: readonly (readonly PropertyPath[])[];
  readonly required: readonly string[];
  readonly readOnly: readonly PropertyPath[];
  readonly createOnly: readonly PropertyPath[];
  readonly writeOnly: readonly PropertyPath[];
  /** Empty where it is not known what Cloud Control can do with the type. */
  readonly handlers: Readonly<Partial<Record<HandlerName, Handler>>>;
  /** True where it is known that Cloud Control cannot do anything with the type. */
  readonly isBeyondCloudControl?: true;
  /** Properties that a ListResources request must carry in its ResourceModel. */
  readonly listRequires: readonly string[];
  readonly tagProperty: string | undefined;
  /** Lists whose order means nothing: by schema, or because the service sorts them. */
  readonly unordered: readonly PropertyPath[];
  /** Properties whose values are never shown: secrets, and write-only ones that may hold one (a number or a switch does not). */
  readonly secret: readonly PropertyPath[];
  /** Properties that keep their value when a patch removes them, with the default that has to be set instead. */
  readonly ignoredRemovals: Readonly<Record<string, Json>>;
  /** A type in whose list handler this type's list needs a parent: property of this type → type and property of the parent. */
  readonly parents: Readonly<Record<string, { readonly typeName: string; readonly property: string }>>;
  /** The JSON Schema with `definitions`; keywords as CloudFormation's registry has them. */
  readonly schema: JsonObject;
}

export interface Property {
  /** `CallbackURLs`. */
  readonly name: string;
  /** `callback_urls`; `_region` and `_identifier` where a property would hide a request parameter. */
  readonly column: string;
  readonly types: readonly JsonType[];
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly createOnly: boolean;
  readonly writeOnly: boolean;
  readonly secret: boolean;
}

export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';

/** Where resource types are asked for. Reading one type is cheap and reads no other. */
export interface Registry {
  /** By CloudFormation name, statement name (`_list_only` aside), or GruCloud's name. */
  find(name: string): ResourceType | undefined;
  /** Every statement name, for "did you mean" and SHOW. */
  statementNames(): readonly string[];
  /** What is wrong with the schema file that a type is named in, by any of its names; undefined where the type is found, or unknown. */
  problemOf(name: string): Diagnostic | undefined;
}

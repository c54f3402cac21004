import type { Excerpt, Location, Source } from '../diagnostics/source.ts';
import type { Value } from '../values/value.ts';

/** A stack's manifest, as its author wrote it: templates not rendered, every part with its place. */
export interface Manifest {
  readonly source: Source;
  readonly version: number;
  readonly name: string;
  readonly description: string | undefined;
  /** Informative: `aws`, `awscc`, or pinned (`awscc::v26.03.00379`). */
  readonly providers: readonly Named[];
  readonly globals: readonly Global[];
  readonly resources: readonly ManifestResource[];
  /** Names that `--output-file` writes. */
  readonly exports: readonly Named[];
  /** What `create` declares is brought about and tested in full. Default false. */
  readonly strict: boolean;
  /** Keys of tags that somebody else sets; a final `*` stands for any end. */
  readonly ignoreTags: readonly Named[];
  /** Names of entries that are gone, whose resources the stack gives up without deleting them. */
  readonly forget: readonly Named[];
  /** The environments that the stack may be run in; undefined where any name will do. */
  readonly environments: Environments | undefined;
  /** How many resources a build or a teardown writes at one time. Default 1: in the order of the manifest. */
  readonly parallelism: number;
  /** A build or a teardown takes the lock of the stack first. Default false. */
  readonly lock: boolean;
  /** Somebody has to say yes before a build or a teardown begins. Default false; an environment has the last word. */
  readonly confirm: boolean;
  /** Tags of every resource in the short form whose type has tags: a map, or a list of `Key` and `Value`. */
  readonly tags: ManifestValue | undefined;
  /** Files of code below the stack folder whose `createResources` returns more entries. */
  readonly modules: readonly Named[];
  /** A template: below which path the exports are written as parameters of Systems Manager. Undefined: they are not. */
  readonly publishExports: Excerpt | undefined;
  /** A template, `s3://bucket/prefix`: where `asset()` uploads files. An environment has the last word. */
  readonly assets: Excerpt | undefined;
}

export interface Environments {
  /** Where the list or map begins. */
  readonly at: Location;
  readonly items: readonly ManifestEnvironment[];
}

/** What an environment allows. */
export interface ManifestEnvironment extends Named {
  /** The only account that its requests may go to. Undefined: any. */
  readonly account: Named | undefined;
  /** The only regions that its requests may go to. Undefined: any. */
  readonly regions: readonly Named[] | undefined;
  /** The ARN of the role that requests are signed with, where a resource has no `auth` of its own. */
  readonly roleArn: Named | undefined;
  /** Resources that hold data are not deleted or replaced, unless their entry says `on_delete: delete`. Default false. */
  readonly isProtected: boolean;
  /** Undefined: as the manifest says for all. */
  readonly confirm: boolean | undefined;
  /** Undefined: as the manifest says for all. */
  readonly assets: Excerpt | undefined;
}

export interface Named {
  readonly name: string;
  readonly at: Location;
}

export interface Global extends Named {
  readonly value: ManifestValue;
  /** The value is never shown. */
  readonly isProtected: boolean;
  readonly description: string | undefined;
}

export type ResourceKind = 'resource' | 'query' | 'command' | 'script' | 'multi';

export interface ManifestResource extends Named {
  readonly kind: ResourceKind;
  /** Of an entry whose `type` is a resource type: it has no queries of its own. */
  readonly shortForm: ShortForm | undefined;
  /** A map or list: the entry stands for a resource for each item of it. */
  readonly forEach: ManifestValue | undefined;
  readonly description: string | undefined;
  /** The query file under `resources/`, without it `<name>.iql`. */
  readonly file: Named | undefined;
  readonly sql: Excerpt | undefined;
  readonly run: Excerpt | undefined;
  /**
   * Of a script. True: it only reads, and a teardown may run it too, for its exports. False: it changes something, and a test must not
   * run it. Undefined, where nothing is said: a test runs it, a teardown does not.
   */
  readonly readOnly: boolean | undefined;
  /** How long the script may take. Default 300. */
  readonly timeoutSeconds: number;
  readonly condition: Excerpt | undefined;
  /** Names of resources that are made before this one and removed after it, beside those whose values it takes. */
  readonly dependsOn: readonly Named[];
  readonly props: readonly Prop[];
  readonly exports: readonly ExportName[];
  readonly protectedExports: readonly Named[];
  readonly skipValidation: boolean;
  /** A teardown keeps the resource; a query is not run there. */
  readonly skipOnDelete: boolean;
  readonly returnValues: Readonly<Record<'create' | 'update' | 'delete', readonly ExportName[]>>;
  readonly auth: ManifestValue | undefined;
  /** Undefined: as the manifest says for all. */
  readonly strict: boolean | undefined;
  /** `off`: what differs and no query looks at is not reported. Default `warn`. */
  readonly unmanaged: 'warn' | 'off';
  /** `allowed`: a build may replace the resource where it differs in what is fixed at creation. Default `refused`. */
  readonly replace: 'allowed' | 'refused';
  /** Pointers of properties that are set at creation, and never compared or changed afterwards. */
  readonly ignoreChanges: readonly Named[];
  /** Beside those of the manifest. */
  readonly ignoreTags: readonly Named[];
  /** The owner that the entry may take its resource from: `shop`, `shop/prd`, or the name of a CloudFormation stack. */
  readonly takeOver: Named | undefined;
  /** The entry that had its resource before: of this stack and environment where they are not said. */
  readonly movedFrom: MovedFrom | undefined;
  /** What a teardown does with it; undefined where nothing is said: it deletes it. */
  readonly onDelete: 'delete' | 'retain' | 'protect' | undefined;
}

/** A resource that is said by its type and its properties, without a query file. */
export interface ShortForm {
  /** The type as it is written: `AWS::SQS::Queue`, `awscc.sqs.queues`. */
  readonly type: Named;
  /** A map of properties, in either spelling; undefined where the resource has none. */
  readonly properties: ManifestValue | undefined;
  /** Properties by whose values the resource is known, in the place of what the program would take. */
  readonly identifyBy: readonly Named[];
  /** What Cloud Control knows the resource by, where nothing else finds it. */
  readonly identifier: ManifestValue | undefined;
  /** Undefined: the region of the run. */
  readonly region: ManifestValue | undefined;
  /** Leave to take a resource over that has no mark. Default false. */
  readonly adopt: boolean;
  /** `none`: the resource is not marked with tags. Default `tags`. */
  readonly ownership: 'tags' | 'none';
  /** How often a read that follows a write is asked again. Default 3. */
  readonly retries: number;
}

/** An entry by its name, in another stack or environment where that is said. */
export interface MovedFrom extends Named {
  readonly stack: string | undefined;
  readonly environment: string | undefined;
}

export interface Prop extends Named {
  /** The value is never shown. */
  readonly isProtected: boolean;
  readonly description: string | undefined;
  readonly value: ManifestValue | undefined;
  /** By environment name. */
  readonly values: ReadonlyMap<string, ManifestValue> | undefined;
  /** Names of lists or maps in scope that are merged into the value. */
  readonly merge: readonly Named[];
}

/** `column: alias`, or a bare name that is both. */
export interface ExportName extends Named {
  readonly column: string;
}

/** A YAML value: strings are templates, everything else is what YAML says, with its place. */
export type ManifestValue =
  | {
      readonly kind: 'text';
      readonly excerpt: Excerpt;
      readonly at: Location;
      /** It stands in a file that the manifest takes in by `file()`. Default false. */
      readonly isIncluded?: boolean;
    }
  | { readonly kind: 'scalar'; readonly value: Value; readonly at: Location }
  | { readonly kind: 'list'; readonly items: readonly ManifestValue[]; readonly at: Location }
  | { readonly kind: 'map'; readonly entries: readonly ManifestEntry[]; readonly at: Location };

export interface ManifestEntry {
  readonly key: string;
  readonly keyAt: Location;
  readonly value: ManifestValue;
}

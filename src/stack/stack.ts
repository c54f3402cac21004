import type { Excerpt, Source } from '../diagnostics/source.ts';
import type { AuthField } from '../manifest/auth.ts';
import type { Manifest, ManifestResource } from '../manifest/manifest.ts';
import type { Anchor, AnchoredQuery } from '../query/anchored-query.ts';
import type { Template } from '../template/template.ts';
import type { Address } from './address.ts';
import type { CompiledValue } from './compiled-value.ts';
import type { Each } from './each.ts';
import type { ReferenceGraph } from './reference-graph.ts';

/** A folder on disk, read and parsed: everything that is the same for each run. */
export interface Stack {
  readonly folder: string;
  /** Every file of it that was read, once: the manifest first. */
  readonly files: readonly Source[];
  readonly environment: string;
  readonly manifest: Manifest;
  readonly globals: readonly StackGlobal[];
  /** In the order in which they are made: that of the manifest, unless `depends_on` names a later one. */
  readonly resources: readonly StackResource[];
  /** Who uses whom. */
  readonly graph: ReferenceGraph;
}

export interface StackGlobal {
  readonly name: string;
  /** Its value is never shown. */
  readonly isProtected: boolean;
  readonly value: CompiledValue;
}

export interface StackResource {
  /** Its address in words: the name of its entry in the manifest, and of an instance its key, `client["web"]`. */
  readonly name: string;
  readonly address: Address;
  /** The place of its entry in the manifest, from 0. */
  readonly position: number;
  readonly manifest: ManifestResource;
  readonly props: readonly StackProp[];
  /** The file that its queries were read from; undefined where they stand in the manifest. */
  readonly file: Source | undefined;
  /** Of its file, or of the text under `sql` in the manifest: by their anchors. */
  readonly queries: ReadonlyMap<Anchor, StackQuery>;
  /** Queries that are in the file, but whose templates are broken; none where absent. */
  readonly brokenQueries?: ReadonlySet<Anchor>;
  /** `if`: an expression. */
  readonly condition: Template | undefined;
  /** `run`: the shell text of a script. */
  readonly script: Template | undefined;
  /** The fields of `auth` that have an effect. */
  readonly auth: readonly StackAuthField[];
  /** What `each` means in its templates; undefined where its entry has no `for_each`. */
  readonly each?: Each | undefined;
  /** In the short form: the text of its queries, which stands for places in the manifest. */
  readonly derivedText?: Excerpt;
  /** In the short form: the resource is marked with tags of the stack. */
  readonly isMarked?: boolean;
  /** Exports that are known under the name of the resource alone: `pool.UserPoolId`. Default: none. */
  readonly scopedExports?: ReadonlySet<string>;
}

export interface StackAuthField {
  readonly field: AuthField;
  /** As it is written in the manifest: `role_arn`, `aws_role_arn`. */
  readonly key: string;
  readonly value: CompiledValue;
  /** The value is the name of a variable that holds it. */
  readonly isVariable: boolean;
}

export interface StackProp {
  readonly name: string;
  /** Its value is never shown. */
  readonly isProtected: boolean;
  /** What is wrong or unknown in a part of the value counts for that part alone. Default false. */
  readonly isInParts?: boolean;
  /** The value for the stack's environment; undefined where the prop only merges. */
  readonly value: CompiledValue | undefined;
  readonly merge: readonly { readonly name: string; readonly template: Template }[];
}

export interface StackQuery {
  readonly query: AnchoredQuery;
  readonly template: Template;
}

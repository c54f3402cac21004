import type { JsonObject } from '../base/json.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { isValueList, type Value } from '../values/value.ts';
import { markTags } from '../stack/mark-tags.ts';
import { expiresTag } from './expiry.ts';
import { holdsMark, keepingTags, readableTags, sentTag, tagIn, withoutTag, withTag, type Mark } from './own-tags.ts';
import { isAnother, isNamedBy, ownerIn, type Owner } from './owner.ts';

/** Keeps a resource from every teardown, also when no entry of the manifest says so any more. */
export const onDeleteTag = 'stack-deploy:on-delete';

/** What a stack wants to be marked, by the words of an entry. */
export interface MarkWish {
  readonly mark: Mark;
  /** `take_over`: an owner from whom the entry may take its resource. */
  readonly takeOver: string | undefined;
  /** `moved_from`: the mark that the resource had before. */
  readonly movedFrom: Mark | undefined;
  /** Undefined where the entry says nothing: a tag that says `protect` stays. */
  readonly onDelete: 'delete' | 'retain' | 'protect' | undefined;
  /** When the stack expires, as the tag says it; undefined where the run says nothing of it: a tag stays. */
  readonly expires: string | undefined;
}

/** What a build changes about the mark of a resource that is there. */
export type MarkChange =
  /** It belongs to nobody. */
  | { readonly kind: 'adopt' }
  | { readonly kind: 'take-over'; readonly from: Owner }
  /** It was another entry's, of this stack or of another. */
  | { readonly kind: 'move'; readonly from: Mark }
  /** `on_delete` says something else now. */
  | { readonly kind: 'protect' }
  | { readonly kind: 'unprotect' }
  /** The stack expires at another time than before: `until` is that of the tag. */
  | { readonly kind: 'expiry'; readonly until: string }
  /** The stack gives it up. */
  | { readonly kind: 'forget' };

/** Whether an entry has leave to have a resource of this owner. */
export function hasLeave(owner: Owner, { mark, takeOver, movedFrom }: MarkWish): boolean {
  if (!isAnother(owner, mark)) return true;
  if (takeOver !== undefined && isNamedBy(owner, takeOver)) return true;
  return movedFrom !== undefined && isMarkedBy(owner, movedFrom);
}

/**
 * How the mark of a live resource has to change; undefined where it is right. Only what the stack's own queries mark is marked: `declared`
 * are the tags that they write.
 */
export function markChangeOf(
  type: ResourceType,
  declared: Value | undefined,
  live: JsonObject,
  wish: MarkWish,
): MarkChange | undefined {
  const name = readableTags(type);
  const { mark, movedFrom, onDelete, expires } = wish;
  if (name === undefined || !holdsMark(declared, mark)) return undefined;
  const tags = live[name];
  const owner = ownerIn(tags);
  if (owner === undefined) return { kind: 'adopt' };
  if (!holdsMark(tags, mark)) {
    if (owner.kind === 'stack' && movedFrom !== undefined && isMarkedBy(owner, movedFrom))
      return { kind: 'move', from: movedFrom };
    if (isAnother(owner, mark)) return { kind: 'take-over', from: owner };
    return owner.kind === 'stack' && owner.environment !== undefined && owner.resource !== undefined
      ? { kind: 'move', from: { stack: owner.stack, environment: owner.environment, resource: owner.resource } }
      : { kind: 'adopt' };
  }
  const isProtected = tagIn(tags, onDeleteTag) === 'protect';
  if (onDelete === 'protect' && !isProtected) return { kind: 'protect' };
  if (isProtected && onDelete !== undefined && onDelete !== 'protect') return { kind: 'unprotect' };
  return expires === undefined || tagIn(tags, expiresTag) === expires ? undefined : { kind: 'expiry', until: expires };
}

/** The live tags with the mark in them, written as the stack writes its tags. All other tags stay: what is protected stays so. */
export function markedTags(declared: Value, live: Value | undefined, wish: MarkWish): Value {
  const { mark } = wish;
  let tags = live === undefined || isEmpty(live) ? onlyMark(declared) : keepingTags(live, live);
  for (const [part, key] of Object.entries(markTags)) tags = withTag(tags, key, mark[part as keyof typeof markTags]);
  return lastingTags(tags, live, wish);
}

/** Tags with what the entry says of deletion, and the run of expiry; where they say nothing, with what the live tags say. */
export function lastingTags(tags: Value, live: Value | undefined, { onDelete, expires }: MarkWish): Value {
  const isProtected = onDelete === 'protect' || (onDelete === undefined && tagIn(live, onDeleteTag) === 'protect');
  const kept = isProtected ? withTag(tags, onDeleteTag, 'protect') : withoutTag(tags, onDeleteTag);
  const until = expires ?? tagIn(live, expiresTag);
  return until === undefined ? withoutTag(kept, expiresTag) : withTag(kept, expiresTag, until);
}

/** The tags without the mark, and without what this tool remembers beside it. */
export function withoutMark(tags: Value): Value {
  return [...Object.values(markTags), sentTag, onDeleteTag, expiresTag].reduce<Value>(
    (left, key) => withoutTag(left, key),
    tags,
  );
}

/** Whether the tags of a resource keep every teardown from deleting it. */
export function isProtectedByTag(type: ResourceType, live: JsonObject): boolean {
  const name = readableTags(type);
  return name !== undefined && tagIn(live[name], onDeleteTag) === 'protect';
}

function isMarkedBy(owner: Owner, { stack, environment, resource }: Mark): boolean {
  return (
    owner.kind === 'stack' && owner.stack === stack && owner.environment === environment && owner.resource === resource
  );
}

/** The declared tags give the shape where there is no live one. */
function onlyMark(declared: Value): Value {
  const keys: readonly string[] = Object.values(markTags);
  if (isValueList(declared)) return declared.filter((tag) => keys.some((key) => tagIn([tag], key) !== undefined));
  return Object.fromEntries(Object.entries(declared as object).filter(([key]) => keys.includes(key)));
}

function isEmpty(tags: Value): boolean {
  return typeof tags !== 'object' || tags === null || Object.keys(tags).length === 0;
}

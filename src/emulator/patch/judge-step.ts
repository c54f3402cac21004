import { isJsonObject, jsonEquals, type Json } from '../../base/json.ts';
import type { PatchStep } from './parse-patch.ts';

/** What becomes of a step: it can be applied, there is nothing for it to do, or the service refuses it with these words. */
export type StepVerdict =
  { readonly kind: 'apply' } | { readonly kind: 'nothing' } | { readonly kind: 'refuse'; readonly message: string };

const apply: StepVerdict = { kind: 'apply' };

/**
 * Judges a step on the model as it stands, with the words of zjsonpatch 0.4.6, which the service uses: its answer to a replacement of
 * what is not there is that library's, letter for letter (pulumi-aws-native#277, terraform-provider-awscc#3235). Removing what is not there
 * passes. Only own properties are looked at: nothing is found on a prototype.
 */
export function judgeStep(model: Json, step: PatchStep): StepVerdict {
  const { op, path, from } = step;
  for (const names of [path, from ?? []]) {
    if (names.some((name) => ['__proto__', 'constructor', 'prototype'].includes(name))) return noSuchPath(op, names);
  }
  switch (op) {
    case 'add':
      return judgeAdd(model, op, path);
    case 'remove':
      return judgePlace(model, op, path, () => ({ kind: 'nothing' }));
    case 'replace':
      return judgePlace(model, op, path, () => noSuchPath(op, path));
    case 'test': {
      const verdict = judgePlace(model, op, path, () => noSuchPath(op, path));
      if (verdict.kind !== 'apply') return verdict;
      return jsonEquals(lookUp(model, path), step.value) ? { kind: 'nothing' } : refuse(op, 'value mismatch');
    }
    case 'move':
    case 'copy': {
      const origin = from ?? [];
      const verdict = judgePlace(model, op, origin, () => noSuchPath(op, origin));
      return verdict.kind === 'apply' ? judgeAdd(model, op, path) : verdict;
    }
  }
}

/** Where something shall be put. */
function judgeAdd(model: Json, op: PatchStep['op'], path: readonly string[]): StepVerdict {
  const last = path.at(-1);
  if (last === undefined) return apply;
  const parent = lookUp(model, path.slice(0, -1));
  if (parent === undefined) return noSuchParent(op, path);
  if (Array.isArray(parent)) return last === '-' ? apply : judgeIndex(last, parent.length);
  return isJsonObject(parent)
    ? apply
    : refuse(
        op,
        `parent is not a container in source, path provided : ${shown(path)} | node : ${JSON.stringify(parent)}`,
      );
}

/** Where something has to be; `missing` says what becomes of a member that is not there. */
function judgePlace(
  model: Json,
  op: PatchStep['op'],
  path: readonly string[],
  missing: () => StepVerdict,
): StepVerdict {
  const last = path.at(-1);
  if (last === undefined) return op === 'remove' ? missing() : apply;
  const parent = lookUp(model, path.slice(0, -1));
  if (parent === undefined) return noSuchParent(op, path);
  if (Array.isArray(parent)) return judgeIndex(last, parent.length - 1);
  if (!isJsonObject(parent)) return noSuchPath(op, path);
  return Object.hasOwn(parent, last) ? apply : missing();
}

function judgeIndex(text: string, greatest: number): StepVerdict {
  if (!/^-?\d+$/.test(text)) return { kind: 'refuse', message: 'Object operation on array target' };
  const index = Number(text);
  if (index < 0) return { kind: 'refuse', message: 'index Out of bound, index is negative' };
  return index > greatest
    ? { kind: 'refuse', message: `index Out of bound, index is greater than ${greatest}` }
    : apply;
}

export function lookUp(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return /^\d+$/.test(name) ? lookUp(items[Number(name)], rest) : undefined;
  }
  return isJsonObject(value) && Object.hasOwn(value, name) ? lookUp(value[name], rest) : undefined;
}

/** No blank before the colon where a parent is missing: the library words it in two places. */
function noSuchParent(op: PatchStep['op'], path: readonly string[]): StepVerdict {
  return refuse(op, `noSuchPath in source, path provided: ${shown(path)}`);
}

function noSuchPath(op: PatchStep['op'], path: readonly string[]): StepVerdict {
  return refuse(op, `noSuchPath in source, path provided : ${shown(path)}`);
}

function refuse(op: PatchStep['op'], words: string): StepVerdict {
  return { kind: 'refuse', message: `[${op.toUpperCase()} Operation] ${words}` };
}

/** The library joins the empty name before the first slash as well. */
function shown(path: readonly string[]): string {
  return `//${path.join('/')}`;
}

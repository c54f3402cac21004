import type { JsonObject } from '../../base/json.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { StackDrift } from '../../lifecycle/find-drift.ts';
import { driftCountsOf, hasDrift, type ComparedState, type PropertyBeyond } from '../../plan/drift.ts';
import type { LineEdit } from '../../plan/line-edits.ts';
import { redact } from '../../values/reading.ts';
import { reasonToJson } from '../json.ts';
import { changeToJson, emptyChange } from '../plan/plan-json.ts';
import { linesOfEdit } from './drift-lines.ts';

/** Raised when a member changes its meaning or goes; new members and kinds do not raise it. */
export const driftFormatVersion = 1;

/**
 * Drift for programs, as `schemas/drift.schema.json` describes it. `resource_drift[].change` has the shape that Terraform's plans have:
 * `before` is what is declared, `after` what is live, both of what differs. Secrets stand as `***`.
 */
export function driftToJson(drift: StackDrift): JsonObject {
  return {
    format: driftFormatVersion,
    stack: drift.stack,
    environment: drift.environment,
    ...(drift.region === undefined ? {} : { region: drift.region }),
    ok: drift.ok,
    has_drift: hasDrift(drift),
    summary: { ...driftCountsOf(drift) },
    resource_drift: drift.resources.map(entryToJson),
  };
}

function entryToJson({ resource, typeName, identifier, state }: StackDrift['resources'][number]): JsonObject {
  const about: JsonObject = {
    address: resource,
    ...(typeName === undefined ? {} : { type: typeName }),
    ...(identifier === undefined ? {} : { identifier }),
    kind: state.kind,
  };
  const none: JsonObject = { ...about, change: { actions: ['no-op'], ...emptyChange } };
  switch (state.kind) {
    case 'compared':
      return {
        ...(state.drifted.length === 0
          ? none
          : {
              ...about,
              change: changeToJson(
                ['update'],
                state.drifted.map(({ change }) => change),
                'changed',
              ),
            }),
        ...partsToJson(state),
      };
    case 'absent':
      return { ...about, change: { actions: ['delete'], ...emptyChange } };
    case 'not-looked-for':
      return { ...none, needs: state.needs.map(({ name }) => name) };
    case 'not-compared':
    case 'skipped':
      return { ...none, reason: state.reason };
    case 'not-selected':
      return { ...none, read: state.read };
    case 'failed':
      return { ...none, reason: reasonToJson(state.reason) };
    default:
      return unreachable(state);
  }
}

function partsToJson({ drifted, beyond, maybeUsual }: ComparedState): JsonObject {
  const edits = drifted.flatMap(({ change, edits: own }) => own.map((edit) => editToJson(change.pointer, edit)));
  return {
    ...(edits.length === 0 ? {} : { edits }),
    ...(beyond.length === 0 ? {} : { beyond: beyond.map(beyondToJson) }),
    ...(maybeUsual.length === 0 ? {} : { perhaps_usual: maybeUsual.map(beyondToJson) }),
  };
}

function beyondToJson({ pointer, live, usual, edits }: PropertyBeyond): JsonObject {
  return {
    pointer,
    live: redact(live),
    ...(usual === undefined ? {} : { default: redact(usual) }),
    ...(edits.length === 0 ? {} : { edits: edits.map((edit) => editToJson(pointer, edit)) }),
  };
}

function editToJson(pointer: string, edit: LineEdit): JsonObject {
  const { first, last } = linesOfEdit(edit);
  const { kind, at, line } = edit;
  return {
    pointer,
    kind,
    file: at.source.path,
    line: first,
    end_line: last,
    ...(line === undefined ? {} : { text: line }),
  };
}

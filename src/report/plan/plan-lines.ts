import { enumerate } from '../../base/text.ts';
import { unreachable } from '../../base/unreachable.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';
import type { UnmanagedDifference } from '../../plan/unmanaged.ts';
import { countsOf, hasChanges, type PlannedReplace, type PlannedUpdate } from '../../plan/plan.ts';
import { changeText, differenceLines, propertyName } from '../difference-lines.ts';
import { failureLines } from '../failure-lines.ts';
import type { MaskText } from '../mask-text.ts';
import { markText } from '../mark-text.ts';
import { ownerText } from '../owner-text.ts';
import { plainPalette } from '../palette.ts';
import { waysToReplace } from '../ways-to-replace.ts';
import { changeLines, createdLines, type ChangeLine } from './change-lines.ts';
import { commentMarker, selectionNotes, stackTitle, type PlanSection, type SectionsDocument } from './sections.ts';

export type PlannedEntry = StackPlan['resources'][number];

/** A plan as it is shown to people. */
export function planDocument(plan: StackPlan, maskText?: MaskText): SectionsDocument {
  const isTeardown = plan.verb === 'teardown';
  const left = plan.resources.flatMap(({ resource, action }) =>
    action.kind === 'not-selected' ? [{ resource, read: action.read }] : [],
  );
  return {
    title: isTeardown ? 'Teardown plan' : 'Plan',
    lead: isTeardown ? 'Teardown plan for' : 'Plan for',
    about: stackTitle(plan),
    marker: commentMarker(isTeardown ? 'teardown plan' : 'plan', plan),
    sections: sectionsOf(plan, maskText),
    notes: selectionNotes(left),
    summary: summaryOf(plan),
  };
}

/** The sections of a plan; undefined entries, such as what stays unchanged, are not shown. */
function sectionsOf(plan: StackPlan, maskText?: MaskText): readonly PlanSection[] {
  const own = plan.resources.flatMap((entry) => {
    const section = sectionOf(entry, maskText);
    return [...(section === undefined ? [] : [section]), ...noteSections(entry)];
  });
  return [...own, ...plan.besides.map(besideSection), ...plan.notLookedFor.map((one) => unknownSection(one, maskText))];
}

/** What no entry of the manifest stands for. */
function besideSection({ resource, typeName, identifier, action }: StackPlan['besides'][number]): PlanSection {
  const about = `${typeName}  ${identifier}`;
  const said = (text: string): PlanSection => ({ sign: 'none', name: resource, about: text, lines: [] });
  switch (action.kind) {
    case 'prune':
      return {
        sign: '-',
        name: resource === typeName ? identifier : resource,
        about: resource === typeName ? typeName : about,
        lines: [note('no entry of the manifest stands for it')],
      };
    case 'forget':
      return { sign: '~', name: resource, about, lines: [note('forget: it stays, without the mark of the stack')] };
    case 'orphan':
      return said(orphanText(about, action.protectedBy));
    case 'undeclared':
      return said(
        `not declared here: ${identifier}, under ${action.parent}; build --prune ${typeName}=${identifier} deletes it`,
      );
    default:
      return unreachable(action);
  }
}

function unknownSection(reason: StackPlan['notLookedFor'][number], maskText: MaskText | undefined): PlanSection {
  const [first = ''] = failureLines(reason, plainPalette, maskText);
  const about = reason.kind === 'trouble' ? `not looked for: ${first}` : first;
  return { sign: 'none', name: 'orphans', about, lines: [] };
}

function sectionOf(entry: PlannedEntry, maskText: MaskText | undefined): PlanSection | undefined {
  const { action, typeName, identifier } = entry;
  const name = entry.index === undefined ? entry.resource : `${entry.resource}[${entry.index}]`;
  const about = [typeName, identifier].filter((part) => part !== undefined).join('  ');
  const said = (text: string): PlanSection => ({ sign: 'none', name, about: text, lines: [] });
  switch (action.kind) {
    case 'create': {
      const notes = [
        ...(action.changes === undefined ? ['its properties depend on values that are known after build'] : []),
        ...(action.mayExist
          ? [
              'no query says which resource it may already be: if the service refuses it as existing, the build updates what differs',
            ]
          : []),
      ];
      return { sign: '+', name, about, lines: [...notes.map(note), ...(action.changes ?? []).flatMap(createdLines)] };
    }
    case 'update':
      return {
        sign: '~',
        name,
        about,
        lines: [...updateNotes(action).map(note), ...(action.changes ?? []).flatMap(changeLines)],
      };
    case 'mark': {
      const leftAlone = action.unmanaged.length === 0 ? '' : `; ${unmanagedText(action.unmanaged)}`;
      if (action.change.kind === 'adopt')
        return said(`adopt: it belongs to nobody, and the build marks it as the stack's${leftAlone}`);
      return {
        sign: '~',
        name,
        about,
        lines: [note(markText(action.change) + leftAlone), ...action.changes.flatMap(changeLines)],
      };
    }
    case 'replace':
      return {
        sign: '-/+',
        name,
        about,
        lines: [...replaceNotes(entry.resource, action).map(note), ...action.changes.flatMap(changeLines)],
      };
    case 'delete':
      return { sign: '-', name, about, lines: [] };
    case 'failed': {
      const [first = '', ...more] = failureLines(action.reason, plainPalette, maskText);
      return {
        sign: '!',
        name,
        about: first,
        lines: more.map((text): ChangeLine => ({ sign: ' ', depth: 0, text })),
      };
    }
    case 'not-looked-for':
      return said(`not looked for: needs ${enumerate(action.needs.map(({ name }) => name))}`);
    case 'unknown':
      return said(`decided during the build: needs ${enumerate(action.needs.map(({ name }) => name))}`);
    case 'skipped':
      return said(`skipped: ${action.reason}`);
    case 'left':
      return said(`left alone: ${identifier ?? typeName ?? 'it'} belongs to ${ownerText(action.owner)}`);
    case 'run':
      return said(`${action.what}: runs at every build`);
    case 'unchanged':
      return action.unmanaged.length === 0 ? undefined : said(unmanagedText(action.unmanaged));
    case 'read':
    case 'absent':
    // All of them are told in one line.
    case 'not-selected':
      return undefined;
    default:
      return unreachable(action);
  }
}

/** What is told below the changes of a resource that may have some. */
function noteSections({ resource, notes }: PlannedEntry): readonly PlanSection[] {
  const { ignored = [], unknown = [] } = notes ?? {};
  const said = (about: string): PlanSection => ({ sign: 'none', name: resource, about, lines: [] });
  const names = enumerate(unknown.map((pointer) => propertyName({ pointer })));
  return [
    ...(ignored.length === 0 ? [] : [said(`ignored by ignore_changes: ${differenceLines(ignored).join(', ')}`)]),
    ...(unknown.length === 0
      ? []
      : [said(`write-only, and not known what was sent last: ${names}; --resend ${resource} sends it again`)]),
  ];
}

function unmanagedText(unmanaged: readonly UnmanagedDifference[]): string {
  return `not as declared, and left alone: ${unmanaged.map(changeText).join(', ')}`;
}

function updateNotes(action: PlannedUpdate): readonly string[] {
  return [...causeNotes(action), ...(action.mark === undefined ? [] : [markText(action.mark)])];
}

function causeNotes({ changes, because, needs }: PlannedUpdate): readonly string[] {
  if (changes === undefined) return ['the patch depends on values that are known after build'];
  if (because === 'write-only') return ['no read returns what differs, and the build sends it'];
  // In the short form there is nothing else that would ask for it.
  if (because === 'properties') return [];
  if (because === 'declared') return ['strict: no query looks at what differs, and the build sets it'];
  if (because === 'createorupdate') return changes.length === 0 ? ['written at every build; nothing differs now'] : [];
  if (needs.length > 0)
    return [
      `the "${because}" query needs ${enumerate(needs.map(({ name }) => name))}: the build may find nothing to update`,
    ];
  return changes.length === 0 ? [`the "${because}" query asks for it; no declared property differs`] : [];
}

function replaceNotes(resource: string, { follows, leave }: PlannedReplace): readonly string[] {
  const followed = enumerate(follows);
  return [
    ...(follows.length === 0 ? [] : [`follows ${followed}, which ${follows.length === 1 ? 'is' : 'are'} replaced`]),
    leave === 'given' ? 'deleted first, then created' : `a build refuses this: ${waysToReplace(resource, leave)}`,
  ];
}

function note(text: string): ChangeLine {
  return { sign: ' ', depth: 0, text: `# ${text}` };
}

/** `Plan: 2 to create, 1 to update, 0 to replace, 0 to delete.` */
function summaryOf(plan: StackPlan): string {
  const failed = [
    ...new Set(plan.resources.filter(({ action }) => action.kind === 'failed').map((one) => one.resource)),
  ];
  const incomplete = failed.length === 0 ? '' : ` Not planned: ${enumerate(failed)}.`;
  if (!hasChanges(plan) && failed.length === 0) return plan.ok ? 'No changes.' : 'Nothing was planned.';
  if (!hasChanges(plan)) return incomplete.trim();
  const { create, update, replace, delete: removed } = countsOf(plan);
  return `Plan: ${create} to create, ${update} to update, ${replace} to replace, ${removed} to delete.${incomplete}`;
}

function orphanText(about: string, protectedBy: 'tag' | 'environment' | undefined): string {
  switch (protectedBy) {
    case 'tag':
      return `orphan: ${about} was built by this stack with on_delete: protect, and no entry stands for it`;
    case 'environment':
      return `orphan: ${about} was built by this stack, and no entry stands for it; the environment protects what holds data`;
    case undefined:
      return `orphan: ${about} was built by this stack, and no entry stands for it; build --prune deletes it`;
  }
}

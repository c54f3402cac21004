import type { ResourceRecord } from '../../check/resource-records.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Event } from '../../events/event.ts';
import type { Reporter } from '../../events/reporter.ts';
import type { ResourceOutcome, RunResult } from '../../lifecycle/outcome.ts';
import type { Anchor } from '../../query/anchored-query.ts';
import { formatSql } from '../../query/format-statement.ts';
import type { SqlText } from '../../query/statement.ts';
import { formatAddress } from '../../stack/address.ts';

/** What a run is about, known before its stack is read. */
export interface RunSubject {
  readonly command: 'build' | 'test' | 'teardown' | 'plan' | 'drift';
  /** The stack's name; that of its folder, where no stack could be opened. */
  readonly stack: string;
  readonly environment: string;
}

/** A whole run, for reports that are written once it is over. */
export interface RecordedRun extends RunSubject {
  /** Mistakes and warnings, in the order in which they were found. */
  readonly diagnostics: readonly Diagnostic[];
  /** In the order in which they ended. */
  readonly resources: readonly RecordedResource[];
  /** What is known of each resource of the stack by its address; empty where no run began. */
  readonly records: ReadonlyMap<string, ResourceRecord>;
  /** Undefined where no run began, or it was refused before its first resource. */
  readonly result: RunResult | undefined;
}

export interface RecordedResource {
  readonly address: string;
  readonly outcome: ResourceOutcome;
  /** Milliseconds; 0 for what was not attempted. */
  readonly elapsedMs: number;
  /** In the order in which they were first carried out. */
  readonly queries: readonly RecordedQuery[];
}

/** A query of a resource, with the statements that it came to: each once, secrets as `***`. */
export interface RecordedQuery {
  readonly anchor: Anchor;
  readonly statements: readonly string[];
}

/** A reporter that keeps what reports need, and `recorded`, which gives it. */
export interface RunRecorder extends Reporter {
  recorded(subject: RunSubject): RecordedRun;
}

export function createRunRecorder(): RunRecorder {
  const diagnostics: Diagnostic[] = [];
  const records = new Map<string, ResourceRecord>();
  /** Statements are written out where a report asks for them: most runs write none. */
  const shown = new Map<string, ShownStatement[]>();
  const elapsed = new Map<string, number>();
  const finished: { resource: string; outcome: ResourceOutcome }[] = [];
  let named: Pick<RunSubject, 'stack' | 'environment'> | undefined;
  let result: RunResult | undefined;
  return {
    report: (event: Event) => {
      switch (event.kind) {
        case 'run.started':
          named = { stack: event.stack, environment: event.environment };
          for (const record of event.resources) records.set(formatAddress(record.address), record);
          return;
        case 'run.diagnostics':
          diagnostics.push(...event.diagnostics);
          return;
        case 'resource.statement': {
          const { resource, anchor, text } = event;
          const ofResource = shown.get(resource);
          // A statement that is asked for again is the same one.
          if (ofResource === undefined) shown.set(resource, [{ anchor, text }]);
          else if (!ofResource.some((one) => one.text === text && one.anchor === anchor))
            ofResource.push({ anchor, text });
          return;
        }
        case 'resource.finished':
          elapsed.set(event.resource, event.elapsedMs);
          finished.push(event);
          return;
        case 'run.finished':
          ({ result } = event);
          return;
        default:
          return;
      }
    },
    close: () => undefined,
    recorded: (subject) => ({
      ...subject,
      ...named,
      diagnostics,
      records,
      result,
      // What was not attempted ends with the run alone.
      resources: (result?.outcomes ?? finished).map(({ resource, outcome }) => ({
        address: resource,
        outcome,
        elapsedMs: elapsed.get(resource) ?? 0,
        get queries() {
          return recordedQueries(shown.get(resource) ?? []);
        },
      })),
    }),
  };
}

/** A statement that a resource has carried out. */
interface ShownStatement {
  readonly anchor: Anchor;
  readonly text: SqlText;
}

function recordedQueries(shown: readonly ShownStatement[]): readonly RecordedQuery[] {
  const anchors = [...new Set(shown.map(({ anchor }) => anchor))];
  return anchors.map((anchor) => {
    const texts = shown.filter((one) => one.anchor === anchor).map(({ text }) => formatSql(text, 'shown').trim());
    return { anchor, statements: [...new Set(texts)] };
  });
}

import type { ResourceRecord } from '../../check/resource-records.ts';
import type { Reporter } from '../../events/reporter.ts';
import { formatAddress } from '../../stack/address.ts';
import { diagnosticAnnotation, failureAnnotation, type AnnotationOptions } from './annotation.ts';
import { workflowCommand } from './workflow-command.ts';

export interface GithubReporterOptions extends AnnotationOptions {
  /** Writes a command, to where the other words go. */
  readonly write: (command: string) => void;
  /** Whether what is said while a resource has its turn is a group. */
  readonly hasGroups: boolean;
}

/**
 * What GitHub makes of a run: a group with what is said while a resource has its turn, and annotations. How it ended stands behind the
 * group, so that it can be read while the group is closed: this reporter is told before the one for people.
 */
export function createGithubReporter({ write, hasGroups, ...options }: GithubReporterOptions): Reporter {
  const records = new Map<string, ResourceRecord>();
  let isOpen = false;
  // What is said of several resources at once belongs to no group.
  let isSideBySide = false;
  const endGroup = (): void => {
    if (isOpen) write(workflowCommand('endgroup'));
    isOpen = false;
  };
  return {
    report: (event) => {
      switch (event.kind) {
        case 'run.started':
          isSideBySide = event.parallelism !== undefined;
          for (const record of event.resources) records.set(formatAddress(record.address), record);
          return;
        case 'run.diagnostics':
          for (const diagnostic of event.diagnostics) write(diagnosticAnnotation(diagnostic, options));
          return;
        case 'resource.started':
          if (!hasGroups) return;
          endGroup();
          if (isSideBySide && event.phase === 'main') return;
          write(
            workflowCommand('group', event.phase === 'collecting' ? `looking for ${event.resource}` : event.resource),
          );
          isOpen = true;
          return;
        case 'resource.finished': {
          endGroup();
          const { resource, outcome } = event;
          if (outcome.kind === 'failed')
            write(failureAnnotation(resource, outcome.reason, records.get(resource), options));
          return;
        }
        case 'rollback.started':
        case 'run.finished':
          endGroup();
          return;
        default:
          return;
      }
    },
    close: endGroup,
  };
}

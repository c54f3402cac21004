import type { Reporter } from '../../events/reporter.ts';

export interface GitlabReporterOptions {
  /** Writes a mark, to where the other words go. */
  readonly write: (mark: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const clearLine = '\u001B[0K';

/**
 * What GitLab makes of a run: a section that can be opened with what is said while a resource has its turn
 * (https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections). How it ended stands behind the section: this reporter is told before
 * the one for people.
 */
export function createGitlabReporter({ write, now }: GitlabReporterOptions): Reporter {
  let amount = 0;
  let open: string | undefined;
  // What is said of several resources at once belongs to no section.
  let isSideBySide = false;
  const seconds = (): number => Math.floor(now() / 1000);
  const endSection = (): void => {
    if (open !== undefined) write(`${clearLine}section_end:${seconds()}:${open}\r${clearLine}\n`);
    open = undefined;
  };
  return {
    report: (event) => {
      switch (event.kind) {
        case 'run.started':
          isSideBySide = event.parallelism !== undefined;
          return;
        case 'resource.started': {
          endSection();
          if (isSideBySide && event.phase === 'main') return;
          amount += 1;
          // A name has to be the only one in the job, and may have letters, digits and these signs alone.
          open = `stack_deploy_${amount}_${event.resource.replace(/[^\w.-]/g, '_')}`;
          const title = event.phase === 'collecting' ? `looking for ${event.resource}` : event.resource;
          write(`${clearLine}section_start:${seconds()}:${open}[collapsed=true]\r${clearLine}${title}\n`);
          return;
        }
        case 'resource.finished':
        case 'rollback.started':
        case 'run.finished':
          endSection();
          return;
        default:
          return;
      }
    },
    close: endSection,
  };
}

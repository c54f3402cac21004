import type { Event } from './event.ts';

/** Whoever wants to know. Events carry data; reporters make sentences, and none of them lets a secret through. */
export interface Reporter {
  report(event: Event): void;
  /** Leaves the terminal as it should be. */
  close(): void;
}

/** Tells several reporters. */
export function several(reporters: readonly Reporter[]): Reporter {
  return {
    report: (event) => {
      for (const reporter of reporters) reporter.report(event);
    },
    close: () => {
      for (const reporter of reporters) reporter.close();
    },
  };
}

import { count } from '../../base/text.ts';
import type { ProviderEvent } from '../../provider/events.ts';

/** The Cloud Control calls of one statement after the other, and what they took. */
export interface RequestLog {
  readonly emit: (event: ProviderEvent) => void;
  /** The lines of what was called since the last time, and a sum. */
  take(): readonly string[];
}

type Answered = ProviderEvent & { readonly kind: 'request.answered' };

export function createRequestLog(): RequestLog {
  let answered: Answered[] = [];
  return {
    emit: (event) => {
      if (event.kind === 'request.answered') answered.push(event);
    },
    take: () => {
      const events = answered;
      answered = [];
      const total = events.reduce((sum, event) => sum + event.elapsedMs, 0);
      return [...events.map(lineOf), `${count(events.length, 'request')}, ${Math.round(total)} ms`];
    },
  };
}

function lineOf(event: Answered): string {
  const what = [event.operation, event.typeName, event.identifier].filter((part) => part !== undefined).join(' ');
  return `${what} in ${event.region}: ${event.errorName ?? 'ok'}, ${Math.round(event.elapsedMs)} ms`;
}

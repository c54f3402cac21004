import { err, type Err } from '../../base/result.ts';
import type { WireError } from '../wire-error.ts';

/** An error as services beside Cloud Control answer it: under its own name, in no name space. */
export function otherServiceError(name: string, message: string, status?: number): Err<WireError> {
  return err({ name, message, isBare: true, ...(status === undefined ? {} : { status }) });
}

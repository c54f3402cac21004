/** The word of a ProgressEvent for the operation. */
export type EventOperation = 'CREATE' | 'UPDATE' | 'DELETE';

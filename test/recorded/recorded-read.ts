import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../src/base/json.ts';

/** A resource as AWS's Cloud Control returned it, beside the model that it was created with. */
export interface RecordedRead {
  /** The name of the recording. */
  readonly case: string;
  /** `AWS::SQS::Queue`. */
  readonly type: string;
  readonly region: string;
  readonly account: string;
  /** The model of the template. References that the recorder could not resolve are strings in it. */
  readonly declared: JsonObject;
  /** The Properties of a GetResource answer. */
  readonly live: JsonObject;
}

/** The recordings of a file with one JSON object a line. */
export function readRecordings(path: string): readonly RecordedRead[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedRead);
}

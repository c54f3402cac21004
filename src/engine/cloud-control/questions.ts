import { canonicalJson, type Json } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import type { Failure } from '../../provider/failure.ts';
import type { Target } from '../../provider/provider.ts';
import type { Ending } from './time-limit.ts';

/** Questions with what stands for their answers; the same one may be there twice. */
export type Questions = readonly Question[];

/** A question that was asked. */
export interface Question {
  readonly key: string;
  /** Where its answer is remembered as long as it holds; undefined for what a statement remembers for itself. */
  readonly known: Map<string, Question> | undefined;
  /** It was asked ahead, and no statement has used the answer in its turn. */
  isAhead: boolean;
}

/** A question and its answer once there is one. */
export interface Asked<Request, Answer> extends Question {
  readonly request: Request;
  readonly answer: Promise<Result<Answer, Failure>>;
  settled: Answer | undefined;
  /** When those end that wait for it. */
  readonly waiting: (Ending | undefined)[];
  hasFailed: boolean;
}

export type Known<Request, Answer> = Map<string, Asked<Request, Answer>>;

/** Whether a question would be answered as it was. */
export function holds(asked: Question): boolean {
  return asked.known?.get(asked.key) === asked;
}

/** The most frequent question has a short way to its key. */
export function readingKey({ typeName, region, identifier, roleArn, typeVersionId }: Target): string {
  return JSON.stringify([typeName, region, identifier, roleArn, typeVersionId]);
}

export function keyOf(request: object): string {
  // Requests are plain JSON.
  return canonicalJson(request as unknown as Json);
}

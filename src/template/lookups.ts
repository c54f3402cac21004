import type { Location } from '../diagnostics/source.ts';
import { Unknown, type Value } from '../values/value.ts';

/** What a template asks outside of the stack. All of it is known before the run. */
export type Question = ParameterQuestion | SecretQuestion | AssetQuestion;

/** `ssm('/network/prd/vpc_id')`: a parameter of Systems Manager. */
export interface ParameterQuestion {
  readonly kind: 'parameter';
  readonly name: string;
  /** Undefined: the region of the stack. */
  readonly region: string | undefined;
}

/** `secret('db', 'password')`: a secret of Secrets Manager, or a member of the JSON object that it holds. */
export interface SecretQuestion {
  readonly kind: 'secret';
  readonly name: string;
  readonly key: string | undefined;
  /** Undefined: the region of the stack. */
  readonly region: string | undefined;
}

/** `asset('dist/function.zip')`: where a file of the stack lies in the bucket of its environment. */
export interface AssetQuestion {
  readonly kind: 'asset';
  /** Relative to the folder of the stack. */
  readonly path: string;
}

/** What is known of what stands outside of the stack. */
export interface Lookups {
  /** The answer to a question, where it is known; that it was asked, and where, is noted. */
  answer(question: Question, at: Location): Value | undefined;
  /** Another one for other answers: what was rendered with the same ones is the same. */
  readonly revision: number;
}

/** What stands for an answer that is not known yet. */
export function unanswered(question: Question): Unknown {
  const asked = functionOf(question);
  return new Unknown(formatQuestion(question), {
    secret: question.kind === 'secret',
    from: { kind: 'lookup', function: asked, argument: question.kind === 'asset' ? question.path : question.name },
  });
}

/** As a template has it: `secret("db", "password")`. */
export function formatQuestion(question: Question): string {
  return `${functionOf(question)}(${argumentsOf(question).join(', ')})`;
}

function argumentsOf(question: Question): readonly string[] {
  if (question.kind === 'asset') return [JSON.stringify(question.path)];
  const key = question.kind === 'secret' && question.key !== undefined ? [JSON.stringify(question.key)] : [];
  const region = question.region === undefined ? [] : [`region=${JSON.stringify(question.region)}`];
  return [JSON.stringify(question.name), ...key, ...region];
}

/** Whether a text may ask anything. */
export function mayAsk(text: string): boolean {
  return /\b(?:ssm|secret|asset)\s*\(/.test(text);
}

function functionOf({ kind }: Question): 'ssm' | 'secret' | 'asset' {
  return kind === 'parameter' ? 'ssm' : kind;
}

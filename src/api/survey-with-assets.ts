import { surveyStack, type Survey, type SurveyTools } from '../check/prepare-queries.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { NotedLookups } from '../stack/noted-lookups.ts';
import type { Stack } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import type { Asset } from './answer-assets.ts';

/** What a stack says, with the places of the files that its templates ask for. */
export interface SurveyWithAssets {
  readonly survey: Survey;
  /** With what is answered by now. */
  readonly variables: Variables;
  readonly lookups: NotedLookups;
  readonly assets: readonly Asset[];
  /** Files that are not there. */
  readonly missing: readonly Diagnostic[];
  /** What is wrong with the bucket for them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Goes over the stack, a second time where a template asks for a file that is there. */
export async function surveyWithAssets(
  stack: Stack,
  variables: Variables,
  lookups: NotedLookups,
  tools: SurveyTools,
): Promise<SurveyWithAssets> {
  const given = { ...variables, lookups };
  const survey = surveyStack(stack, given, tools);
  const asksForFiles = lookups.unanswered.some(({ question }) => question.kind === 'asset');
  if (!asksForFiles) return { survey, variables: given, lookups, assets: [], missing: [], diagnostics: [] };
  const { answerAssets } = await import('./answer-assets.ts');
  const { answers, ...found } = answerAssets(stack, given, lookups, tools.random);
  if (answers.size === 0) return { survey, variables: given, lookups, ...found };
  const answered = lookups.with(answers);
  const known = { ...variables, lookups: answered };
  return { survey: surveyStack(stack, known, tools), variables: known, lookups: answered, ...found };
}

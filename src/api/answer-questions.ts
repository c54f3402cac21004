import { checkStack } from '../check/check-stack.ts';
import { secretsOnlySent } from '../check/secrets-only-sent.ts';
import { resourceRecords, type ResourceRecord } from '../check/resource-records.ts';
import type { Survey } from '../check/prepare-queries.ts';
import { hasErrors, mistake, warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Provider } from '../provider/provider.ts';
import type { Masker } from '../report/masker.ts';
import { authOfEnvironment } from '../stack/environment.ts';
import type { NotedLookups, NotedQuestion } from '../stack/noted-lookups.ts';
import type { Variables } from '../stack/variables.ts';
import { formatQuestion, type ParameterQuestion, type SecretQuestion } from '../template/lookups.ts';
import { secretsIn } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import type { Asset } from './answer-assets.ts';
import { askElsewhere, type Answer } from './ask-elsewhere.ts';
import { lockRegion } from './lock-region.ts';
import type { Opened, RunOptions } from './run-verb.ts';
import { surveyWithAssets } from './survey-with-assets.ts';

/** An answer may be the name of the next question, and that one of another. */
const mostRounds = 10;

export interface QuestionTools {
  readonly lookups: NotedLookups;
  readonly survey: Survey;
  readonly masker: Masker;
  /** `look-on`: what is not there stays unknown, with a warning: it may have gone before the stack that asks for it. */
  readonly onAbsence: 'refuse' | 'look-on';
  /** Nothing is sent: of secrets that are only sent it is enough to know the version. */
  readonly isLook: boolean;
}

/** What a stack means once everything that it asks outside of it is answered. */
export interface Answered {
  readonly variables: Variables;
  readonly assets: readonly Asset[];
  readonly records: readonly ResourceRecord[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Asks what the templates of a stack ask outside of it, in as many rounds as answers lead to further questions, and checks the stack anew
 * with the answers. Undefined where it asks nothing.
 */
export async function answerQuestions(
  opened: Omit<Opened, 'records'>,
  tools: QuestionTools,
  options: Pick<RunOptions, 'provider' | 'providerFor' | 'signal' | 'reporter'>,
): Promise<Answered | undefined> {
  if (questionsIn(tools.lookups).length === 0) return undefined;
  const byVersion = tools.isLook ? secretsOnlySent(tools.survey) : new Set<string>();
  const answered = await answerAll(opened, tools, options, byVersion);
  // What stands for a secret may not be what its property takes.
  const isWrong = byVersion.size > 0 && hasErrors(answered.diagnostics);
  return isWrong ? answerAll(opened, tools, options, new Set()) : answered;
}

async function answerAll(
  opened: Omit<Opened, 'records'>,
  tools: QuestionTools,
  options: Pick<RunOptions, 'provider' | 'providerFor' | 'signal' | 'reporter'>,
  byVersion: ReadonlySet<string>,
): Promise<Answered> {
  let { lookups, survey } = tools;
  const { stack, operations, random, defaultRegion, masker } = opened;
  const region = lockRegion(defaultRegion, resourceRecords(survey));
  const auth = authOfEnvironment(stack);
  const from = auth.role === undefined ? options.provider : (options.providerFor?.(auth) ?? options.provider);
  const { signal, reporter } = options;
  const provider = from.lend({
    signal: signal !== undefined && 'stop' in signal ? signal.stop : signal,
    emit: (event) => reporter?.report(event),
  });
  let variables = opened.variables;
  const warnings: Diagnostic[] = [];
  const absent = new Set<string>();
  const assets: Asset[] = [...opened.assets];
  const refusal = { variables, assets, records: [] };
  try {
    for (let round = 0; round < mostRounds; round++) {
      const open = questionsIn(lookups).filter(({ question }) => !absent.has(formatQuestion(question)));
      if (open.length === 0) break;
      const asked = await askAll(provider, open, region, byVersion);
      const refused = asked.flatMap((one) => (one.answer.ok ? [] : [told(one, tools.onAbsence)]));
      if (hasErrors(refused)) return { ...refusal, diagnostics: refused };
      warnings.push(...refused);
      const answers = new Map<string, Value>();
      for (const { noted, answer } of asked) {
        const key = formatQuestion(noted.question);
        if (answer.ok) answers.set(key, answer.value);
        else absent.add(key);
      }
      masker.add([...answers.values()].flatMap(secretsIn));
      const surveyed = await surveyWithAssets(stack, variables, lookups.with(answers), {
        operations,
        random,
        defaultRegion,
      });
      const wrong = [...surveyed.diagnostics, ...(tools.onAbsence === 'refuse' ? surveyed.missing : [])];
      if (hasErrors(wrong)) return { ...refusal, diagnostics: wrong };
      ({ survey, variables, lookups } = surveyed);
      assets.push(...surveyed.assets);
    }
  } finally {
    provider.close();
  }
  return {
    variables,
    assets,
    records: resourceRecords(survey),
    diagnostics: [...warnings, ...checkStack(stack, survey).filter(({ severity }) => severity === 'error')],
  };
}

type CloudQuestion = ParameterQuestion | SecretQuestion;

/** What is still to be asked of the cloud. */
function questionsIn(lookups: NotedLookups): readonly NotedQuestion<CloudQuestion>[] {
  return lookups.unanswered.filter((noted): noted is NotedQuestion<CloudQuestion> => noted.question.kind !== 'asset');
}

interface Asked {
  readonly noted: NotedQuestion<CloudQuestion>;
  readonly answer: Answer;
}

function askAll(
  provider: Provider,
  questions: readonly NotedQuestion<CloudQuestion>[],
  region: string | undefined,
  byVersion: ReadonlySet<string>,
): Promise<readonly Asked[]> {
  return Promise.all(
    questions.map(async (noted) => {
      const part = byVersion.has(noted.question.name) ? 'version' : 'value';
      return { noted, answer: await askElsewhere(provider, noted.question, region, part) };
    }),
  );
}

function told({ noted, answer }: Asked, onAbsence: QuestionTools['onAbsence']): Diagnostic {
  const { at, question } = noted;
  if (answer.ok) throw new Error('What is answered is not told.');
  const { isAbsent, message, help } = answer.error;
  const tell = isAbsent && onAbsence === 'look-on' ? warning : mistake;
  return tell('template/lookup', `${formatQuestion(question)}: ${message}`, {
    at,
    ...(help === undefined ? {} : { help }),
  });
}

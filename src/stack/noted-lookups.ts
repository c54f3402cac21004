import type { Location } from '../diagnostics/source.ts';
import { formatQuestion, type Lookups, type Question } from '../template/lookups.ts';
import type { Value } from '../values/value.ts';

/** A question, and where it is asked first. */
export interface NotedQuestion<Q extends Question = Question> {
  readonly question: Q;
  readonly at: Location;
}

let revisions = 0;

/** Notes what the templates of a stack ask outside of it, each question once, and gives the answers that are known. */
export class NotedLookups implements Lookups {
  readonly revision: number;
  /** By the question as a template has it. */
  readonly #answers: ReadonlyMap<string, Value>;
  readonly #noted: Map<string, NotedQuestion>;

  constructor(answers: ReadonlyMap<string, Value> = new Map(), noted: ReadonlyMap<string, NotedQuestion> = new Map()) {
    this.#answers = answers;
    this.#noted = new Map(noted);
    revisions += 1;
    this.revision = revisions;
  }

  answer(question: Question, at: Location): Value | undefined {
    const key = formatQuestion(question);
    if (!this.#noted.has(key)) this.#noted.set(key, { question, at });
    return this.#answers.get(key);
  }

  /** Everything that was asked, in the order in which it was asked first. */
  get noted(): readonly NotedQuestion[] {
    return [...this.#noted.values()];
  }

  /** What was asked and is not answered. */
  get unanswered(): readonly NotedQuestion[] {
    return [...this.#noted].flatMap(([key, noted]) => (this.#answers.has(key) ? [] : [noted]));
  }

  /** The same with more answers. */
  with(answers: ReadonlyMap<string, Value>): NotedLookups {
    return new NotedLookups(new Map([...this.#answers, ...answers]), this.#noted);
  }
}

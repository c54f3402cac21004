import { benchVerbs, type BenchVerb } from './least-requests.ts';
import type { LifeFigures, VerbFigures } from './measure-life.ts';
import { titleOf } from './shape.ts';

/** Each life a line: the seconds of each verb beside the bound, and by how much the worst of them is above it. */
export function timeTable(lives: readonly LifeFigures[]): readonly string[] {
  return [
    `| stack | latency | ${benchVerbs.map((verb) => `${verb}, s`).join(' | ')} | most over the bound |`,
    `| --- | --: | ${benchVerbs.map(() => '--:').join(' | ')} | --: |`,
    ...lives.map(({ shape, cloud, verbs }) => {
      const cells = benchVerbs.map((verb) => timeCell(figuresOf(verbs, verb)));
      const over = Math.max(...verbs.map(ratioOf));
      return `| ${titleOf(shape)} | ${cloud.latencyMs} ms | ${cells.join(' | ')} | ${over.toFixed(2)} |`;
    }),
  ];
}

/** Each stack a line: its requests beside the bound, the most where they differ from cloud to cloud. */
export function requestTable(lives: readonly LifeFigures[]): readonly string[] {
  const byTitle = new Map<string, readonly LifeFigures[]>();
  for (const life of lives) byTitle.set(titleOf(life.shape), [...(byTitle.get(titleOf(life.shape)) ?? []), life]);
  return [
    `| stack | ${benchVerbs.join(' | ')} |`,
    `| --- | ${benchVerbs.map(() => '--:').join(' | ')} |`,
    ...[...byTitle].map(([title, same]) => {
      const cells = benchVerbs.map((verb) => {
        const figures = same.map(({ verbs }) => figuresOf(verbs, verb));
        const most = Math.max(...figures.map(({ requests }) => requests));
        return `${most} of ${Math.max(...figures.map(({ leastRequests }) => leastRequests))}`;
      });
      return `| ${title} | ${cells.join(' | ')} |`;
    }),
  ];
}

/** How much longer than the bound; 1 where both are nothing. */
export function ratioOf({ ms, leastMs }: VerbFigures): number {
  return leastMs === 0 ? (ms === 0 ? 1 : Infinity) : ms / leastMs;
}

export function figuresOf(verbs: readonly VerbFigures[], verb: BenchVerb): VerbFigures {
  const found = verbs.find((one) => one.verb === verb);
  if (found === undefined) throw new Error(`${verb} was not measured.`);
  return found;
}

function timeCell({ ms, leastMs }: VerbFigures): string {
  return `${(ms / 1000).toFixed(2)} of ${(leastMs / 1000).toFixed(2)}`;
}

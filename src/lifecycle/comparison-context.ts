import type { ComparisonContext } from '../resource-types/comparison/comparison.ts';
import type { ResourceRun } from './resource-run.ts';

/** What is known of a resource beyond its model. */
export function comparisonContextOf({ resource, session }: ResourceRun, region: string): ComparisonContext {
  const ignoreTags = [...session.stack.manifest.ignoreTags, ...resource.manifest.ignoreTags].map(({ name }) => name);
  return { region, ignoreTags };
}

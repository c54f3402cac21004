import type { Json } from '../base/json.ts';
import { withTag } from '../plan/own-tags.ts';
import { markTags } from '../stack/mark-tags.ts';
import { Findings, type ScenarioEnd } from './findings.ts';
import { markedResources } from './marked-resources.ts';
import type { Phase } from './phase.ts';
import type { Scenario } from './scenario.ts';
import type { Workbench } from './workbench.ts';

/**
 * Another stack takes over a resource while a teardown is under way. The mark is read right before each delete: only where it changes
 * between that read and the delete may the resource be gone.
 */
export async function runTakenOver(
  { request, resource }: Extract<Scenario, { kind: 'taken-over' }>,
  name: string,
  phase: Phase,
  bench: Workbench,
): Promise<ScenarioEnd> {
  const cloud = await bench.begin(name, phase.image);
  const findings = new Findings(cloud);
  const marked = markedResources(await bench.inventory(cloud), bench.registry)[resource];
  if (marked === undefined) return findings.end();
  const { live, property } = marked;
  const isIt = (other: { readonly typeName: string | undefined; readonly identifier: string | undefined }): boolean =>
    other.typeName === live.typeName && other.identifier === live.identifier;
  const seen = { isTooLate: false, isTaken: false, readAtMs: Number.NaN };
  const isParallel = await bench.isParallel();
  findings.count(
    await bench.run(cloud, phase.task, async (boundary) => {
      const isDelete = boundary.operation === 'DeleteResource' && isIt(boundary);
      if (boundary.number === request) {
        // Side by side, requests of others come between the two.
        seen.isTooLate ||= isDelete || (isParallel && seen.readAtMs === cloud.clock.now());
        if (seen.isTooLate) return;
        seen.isTaken = true;
        await cloud.emulator.mutate(live, (before) => {
          // Tags are plain data, with a mark or without one.
          const tags = withTag(before?.[property] ?? null, markTags.stack, 'another-stack') as Json;
          return { ...before, [property]: tags };
        });
      }
      seen.isTooLate ||= isDelete && !seen.isTaken;
      if (boundary.operation === 'GetResource' && isIt(boundary)) seen.readAtMs = cloud.clock.now();
    }),
  );
  const isThere = (await bench.inventory(cloud)).some(isIt);
  if (seen.isTaken && !isThere) findings.add(`the ${live.typeName} of another stack was deleted`);
  return findings.end();
}

import { behaviourOf } from './behaviours/index.ts';
import type { EmulatorOptions, LiveResource } from './emulator.ts';
import { surroundingsOf } from './operation-context.ts';
import { viewOf } from './resource-view.ts';
import type { WorldView } from './world.ts';

/** All resources of all accounts and regions, oldest first. */
export function takeInventory(view: WorldView, options: EmulatorOptions): readonly LiveResource[] {
  const found: { readonly sequence: number; readonly live: LiveResource }[] = [];
  for (const { place, resources } of view.partitions()) {
    for (const [typeName, alike] of resources) {
      const type = options.registry.find(typeName);
      // A type whose schema is gone can be neither read nor listed.
      if (type === undefined) continue;
      const around = surroundingsOf(type, { options, view, place, nowMs: options.clock.now() });
      for (const { identifier, model, sequence } of alike.values()) {
        const properties = viewOf(behaviourOf(typeName), model, around);
        found.push({ sequence, live: { typeName, identifier, ...place, properties, stored: model } });
      }
    }
  }
  return found.sort((left, right) => left.sequence - right.sequence).map(({ live }) => live);
}

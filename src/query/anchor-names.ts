import { anchors, type Anchor } from './anchored-query.ts';

/** Older names of anchors. */
const aliases: ReadonlyMap<string, Anchor> = new Map([
  ['preflight', 'exists'],
  ['postdeploy', 'statecheck'],
]);

/** Every name that an anchor may be written with. */
export const anchorNames: readonly string[] = [...anchors, ...aliases.keys()];

export function anchorOf(name: string): Anchor | undefined {
  return anchors.find((anchor) => anchor === name) ?? aliases.get(name);
}

import { anchors, type Anchor } from './anchored-query.ts';

/** Older names of anchors. */
const aliases: ReadonlyMap<string, Anchor> = new Map([
  ['preflight', 'exists'],
  ['postdeploy', 'statecheck'],
]);

/** Every name that an anchor may be written with. */
export const anchorNames: readonly string[] = [...anchors, ...aliases.keys()];

/** The anchor of a name; capitals do not matter. */
export function anchorOf(name: string): Anchor | undefined {
  const small = name.toLowerCase();
  return anchors.find((anchor) => anchor === small) ?? aliases.get(small);
}

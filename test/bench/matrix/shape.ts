import type { Thing, ThingKind } from '../../support/side-by-side.ts';

/**
 * `wide`: log groups that know nothing of each other. `listed`: queues that do not either; the service makes up their identifiers. `mixed`: queue,
 * log group, parameter, role and bucket in turn, as unrelated. `chain`: log groups, each named after what the one before it exports.
 */
export type ShapeKind = 'wide' | 'listed' | 'mixed' | 'chain';

export interface Shape {
  readonly kind: ShapeKind;
  readonly count: number;
}

const mixed: readonly ThingKind[] = ['queue', 'logs', 'parameter', 'role', 'bucket'];

export function kindAt({ kind }: Pick<Shape, 'kind'>, index: number): ThingKind {
  switch (kind) {
    case 'listed':
      return 'queue';
    case 'mixed':
      return mixed[index % mixed.length] ?? 'queue';
    case 'wide':
    case 'chain':
      return 'logs';
  }
}

export function thingsOf(shape: Shape): readonly Thing[] {
  return Array.from({ length: shape.count }, (_, index): Thing => {
    const [name, before] = [`t_${index + 1}`, `t_${index}`];
    const thing = { name, kind: kindAt(shape, index) };
    if (shape.kind !== 'chain' || index === 0) return thing;
    // The names of what is before are known only when that has been read or made, as identifiers are that the service makes up.
    const named = `{{ ${before}.thing_id | replace('t-${index}', 't-${index + 1}') }}`;
    return { ...thing, thingName: named };
  });
}

/** `100 mixed`, `a chain of 20`, `1 resource`. */
export function titleOf({ kind, count }: Shape): string {
  if (count === 1) return '1 resource';
  switch (kind) {
    case 'wide':
      return `${count} independent`;
    case 'listed':
      return `${count} found by a list`;
    case 'mixed':
      return `${count} mixed`;
    case 'chain':
      return `chain of ${count}`;
  }
}

/** Stacks of so many resources of each kind; a chain of no more than a hundred, and one resource only once. */
export function shapesOf(counts: readonly number[]): readonly Shape[] {
  return counts.flatMap((count): readonly Shape[] => {
    const kinds: readonly ShapeKind[] =
      count === 1 ? ['wide'] : count > 100 ? ['wide', 'mixed'] : ['wide', 'mixed', 'chain'];
    return kinds.map((kind) => ({ kind, count }));
  });
}

import type { Written } from '../engine/engine.ts';
import { lateIamMs } from '../resource-types/late-iam.ts';
import type { Stack } from '../stack/stack.ts';

/** A role, policy, profile, user or key that a run has made or changed. */
export interface YoungIdentity {
  /** The entry of the manifest that stands for it. */
  readonly resource: string;
  readonly typeName: string;
  readonly identifier: string;
  /** Until when other services may not know it, in milliseconds of the run's clock. */
  readonly untilMs: number;
}

/**
 * What a run has made or changed in IAM, and keys of KMS: other services know it some seconds later. A refusal that may come from that
 * is worth another try only for what refers to one of these.
 */
export class YoungIdentities {
  readonly #byIdentifier = new Map<string, YoungIdentity>();

  /** Notes what a write of an entry has done. */
  note(resource: string, { resources }: Written, nowMs: number): void {
    for (const { typeName, identifier, wasAbsent } of resources) {
      if (wasAbsent || identifier === undefined || !isIdentity(typeName)) continue;
      const young = { resource, typeName, identifier, untilMs: nowMs + lateIamMs };
      this.#byIdentifier.set(`${typeName} ${identifier}`, young);
    }
  }

  /**
   * The youngest that an entry refers to, by its references in the stack or by the values that it sends; undefined where there is none
   * any more. Who refers to a role refers to its policies too, though they are other entries.
   */
  referredTo(
    resource: string,
    { stack, texts, nowMs }: { readonly stack: Stack; readonly texts: readonly string[]; readonly nowMs: number },
  ): YoungIdentity | undefined {
    const { graph } = stack;
    const needed = graph.neededBy(resource);
    const parts = new Set(texts.flatMap((text) => text.split(/[^\w+=,.@-]+/)));
    const isReferredTo = ({ resource: entry, identifier }: YoungIdentity): boolean =>
      needed.has(entry) ||
      [...graph.neededBy(entry)].some((one) => needed.has(one) && this.#standsForIdentity(one)) ||
      parts.has(identifier) ||
      texts.some((text) => text.includes(identifier));
    return [...this.#byIdentifier.values()]
      .filter((young) => young.resource !== resource && young.untilMs > nowMs && isReferredTo(young))
      .toSorted((left, right) => right.untilMs - left.untilMs)[0];
  }

  #standsForIdentity(resource: string): boolean {
    return [...this.#byIdentifier.values()].some((young) => young.resource === resource);
  }
}

function isIdentity(typeName: string): boolean {
  return typeName.startsWith('AWS::IAM::') || typeName === 'AWS::KMS::Key';
}

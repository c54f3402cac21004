import { seededChance } from './chance.ts';
import type { Fault, FaultEffect, FaultKind } from './fault.ts';
import { faultKinds } from './fault-kinds.ts';

/** What is known of a request before it is carried out. */
export interface FaultTarget {
  readonly operation: string;
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
}

interface WaitingFault {
  readonly fault: Fault;
  /** Tells one fault's chance from another's. */
  readonly number: number;
  toPass: number;
  left: number;
}

/** The faults that wait for their requests. */
export class Faults {
  readonly #seed: string;
  readonly #waiting: WaitingFault[] = [];
  /** How often requests that look the same have been drawn for, so that chance does not depend on what runs beside them. */
  readonly #draws = new Map<string, number>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  add(fault: Fault): void {
    const toPass = fault.nth === undefined ? (fault.after ?? 0) : fault.nth - 1;
    this.#waiting.push({ fault, number: this.#waiting.length, toPass, left: timesOf(fault) });
  }

  has(kind: FaultKind): boolean {
    return this.#waiting.some(({ fault }) => fault.kind === kind);
  }

  /** The faults that strike this request; each is used up by one. */
  strike(target: FaultTarget): readonly FaultEffect[] {
    const struck: FaultEffect[] = [];
    for (const waiting of this.#waiting) {
      const { fault } = waiting;
      if (waiting.left === 0 || !concerns(fault, target)) continue;
      if (waiting.toPass > 0) {
        waiting.toPass -= 1;
        continue;
      }
      const { group } = faultKinds[fault.kind];
      if (group !== undefined && struck.some(({ kind }) => faultKinds[kind].group === group)) continue;
      if (fault.probability !== undefined && this.#draw(waiting.number, target) >= fault.probability) continue;
      waiting.left -= 1;
      struck.push(fault);
    }
    return struck;
  }

  #draw(number: number, { operation, typeName = '', identifier = '' }: FaultTarget): number {
    const key = JSON.stringify([number, operation, typeName, identifier]);
    const count = (this.#draws.get(key) ?? 0) + 1;
    this.#draws.set(key, count);
    return seededChance(`${this.#seed} ${key} ${count}`);
  }
}

function timesOf(fault: Fault): number {
  if (fault.nth !== undefined) return 1;
  const usual = fault.probability === undefined ? (faultKinds[fault.kind].times ?? 1) : 'always';
  const times = fault.times ?? usual;
  return times === 'always' ? Number.POSITIVE_INFINITY : times;
}

function concerns(fault: Fault, { operation, typeName }: FaultTarget): boolean {
  const operations: readonly string[] | undefined = faultKinds[fault.kind].operations;
  if (operations?.includes(operation) === false) return false;
  const wanted: readonly string[] | undefined =
    typeof fault.operation === 'string' ? [fault.operation] : fault.operation;
  if (wanted?.includes(operation) === false) return false;
  return fault.typeName === undefined || fault.typeName === typeName;
}

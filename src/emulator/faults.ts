import type { Fault, FaultEffect } from './emulator.ts';

/** The faults that wait for their requests. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; toPass: number; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, toPass: fault.after ?? 0, left: fault.times ?? 1 });
  }

  /** The faults that strike this request; each is used up by one. */
  strike(operation: string, typeName: string | undefined): readonly FaultEffect[] {
    const struck: FaultEffect[] = [];
    for (const entry of this.#waiting) {
      const { fault } = entry;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      if (fault.typeName !== undefined && fault.typeName !== typeName) continue;
      if (entry.left === 0) continue;
      if (entry.toPass > 0) {
        entry.toPass -= 1;
        continue;
      }
      // One error is all that a request can be refused with.
      if (fault.kind === 'error' && struck.some(({ kind }) => kind === 'error')) continue;
      entry.left -= 1;
      struck.push(fault);
    }
    return struck;
  }
}

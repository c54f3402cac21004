import { createMasker, type Masker } from '../report/masker.ts';
import type { Context, Stream, World } from './context.ts';

/** The world with a masker of its own: whatever a command forgets to mask is masked here, as far as it can be nothing but a secret. */
export function maskedContext(world: World): Context {
  const masker = createMasker();
  const { workingDirectory, environment, clock, random, stopping } = world;
  return {
    workingDirectory,
    environment,
    output: masked(world.output, masker),
    errors: masked(world.errors, masker),
    // Asked for only by those who read it: opening it would keep the process waiting.
    get input() {
      return world.input;
    },
    clock,
    random,
    stopping,
    masker,
  };
}

function masked(stream: Stream, masker: Masker): Stream {
  return { ...stream, write: (text) => stream.write(masker.maskCertain(text)) };
}

import { withoutCommands, workflowCommand } from '../report/github/workflow-command.ts';
import { createMasker } from '../report/masker.ts';
import type { Context, Stream, World } from './context.ts';
import { pipelineOf } from './pipeline.ts';

/** The world with a masker of its own: whatever a command forgets to mask is masked here, as far as it can be nothing but a secret. */
export function maskedContext(world: World): Context {
  const { workingDirectory, environment, clock, random, stopping, allowGrace } = world;
  const pipeline = pipelineOf(environment);
  const isGithub = pipeline.kind === 'github';
  // GitHub hides in its log what it is told, from then on: also what other programs of the job write.
  const masker = createMasker((secret) => {
    if (isGithub) world.errors.write(workflowCommand('add-mask', secret));
  });
  const masked = (text: string): string => masker.maskCertain(text);
  return {
    workingDirectory,
    environment,
    output: through(world.output, masked),
    errors: through(world.errors, (text) => (isGithub ? withoutCommands(masked(text)) : masked(text))),
    // Asked for only by those who read it: opening it would keep the process waiting.
    get input() {
      return world.input;
    },
    clock,
    random,
    stopping,
    ...(allowGrace === undefined ? {} : { allowGrace }),
    masker,
    pipeline,
    shared: {},
    writeMark: (mark) => world.errors.write(masked(mark)),
  };
}

function through(stream: Stream, change: (text: string) => string): Stream {
  return { ...stream, write: (text) => stream.write(change(text)) };
}

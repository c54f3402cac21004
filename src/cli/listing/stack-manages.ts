import type { FoundManaged } from '../../lifecycle/find-managed.ts';
import type { Context } from '../context.ts';
import type { Target } from '../open-target.ts';
import type { PreparedStack } from '../prepare-stack.ts';

/** What of the cloud the stack manages. Stacks are understood where one is given: it takes as long to load as all the rest. */
export async function stackManages(stack: PreparedStack, target: Target, context: Context): Promise<FoundManaged> {
  const [{ findManaged }, { createSession }] = await Promise.all([
    import('../../lifecycle/find-managed.ts'),
    import('../create-session.ts'),
  ]);
  return findManaged(
    createSession(stack, target, context, {
      emit: () => undefined,
      exactPatch: false,
      onFailure: 'error',
      timeLimit: undefined,
    }),
  );
}

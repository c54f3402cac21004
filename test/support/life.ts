import { join } from 'node:path';
import { openStack } from '../../src/api/open-stack.ts';
import type { OpenedStack } from '../../src/api/opened-stack.ts';
import { packageRoot } from '../../src/base/package-root.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import { createTestRandom } from '../../src/testing/test-random.ts';

/** A stack of the project. */
export interface Life {
  readonly folder: string;
  readonly environment: string;
  readonly assignments?: readonly string[];
}

/** Opens the stack anew, as each command does. */
export async function openLife({ folder, environment, assignments = [] }: Life): Promise<OpenedStack> {
  const opening = await openStack({
    folder: join(packageRoot, folder),
    environment,
    workingDirectory: packageRoot,
    assignments,
    region: 'us-east-1',
    random: createTestRandom(),
  });
  if (opening.value === undefined) throw new Error(formatDiagnostics(opening.diagnostics));
  return opening.value;
}

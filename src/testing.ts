/** What a person needs to test stacks in process, without an account: `import { createTestStack } from 'stack-deploy/testing'`. */
export { openStack, type Opening, type OpenStackOptions } from './api/open-stack.ts';
export type { OpenedStack } from './api/opened-stack.ts';
export { exportedValues } from './api/exported-values.ts';
export { formatDiagnostics } from './diagnostics/format-diagnostic.ts';
export type { Emulator, EmulatorSettings, Fault, LedgerEntry, LiveResource } from './emulator/emulator.ts';
export type { ClientOptions } from './emulator/exchange.ts';
export type { BeforeRequest, BoundaryDecision, RequestBoundary } from './emulator/request-boundary.ts';
export type { ResourceOutcome, RunResult } from './lifecycle/outcome.ts';
export { createTestClock, type TestClock } from './testing/test-clock.ts';
export { createTestCloud, type TestCloud, type TestCloudOptions, type TestResource } from './testing/test-cloud.ts';
export { createTestRandom } from './testing/test-random.ts';
export {
  createTestStack,
  type TestPlanOptions,
  type TestRunOptions,
  type TestStack,
  type TestStackOptions,
} from './testing/test-stack.ts';

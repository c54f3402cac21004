/** The tool for programs: `import { openStack } from 'stack-deploy'`. */
export { exportedValues } from './api/exported-values.ts';
export { openStack, type OpenedStack, type Opening, type OpenStackOptions, type RunOptions } from './api/open-stack.ts';
export { systemClock, type Clock } from './base/clock.ts';
export { systemRandom, type RandomSource } from './base/random.ts';
export type { Result } from './base/result.ts';
export { hasErrors, type Diagnostic } from './diagnostics/diagnostic.ts';
export { formatDiagnostics } from './diagnostics/format-diagnostic.ts';
export type { Event } from './events/event.ts';
export { several, type Reporter } from './events/reporter.ts';
export type { FailureReason, ResourceOutcome, RunResult, Verb } from './lifecycle/outcome.ts';
export {
  createCloudControlProvider,
  type CloudControlOptions,
} from './provider/cloud-control/create-cloud-control-provider.ts';
export type { Script, ScriptEnd, ScriptRunner } from './lifecycle/script-runner.ts';
export type { OnFailure } from './lifecycle/session.ts';
export type { Failure, FailureKind } from './provider/failure.ts';
export type { Provider } from './provider/provider.ts';
export type { Role, Signing } from './manifest/auth.ts';
export { createHumanReporter, type HumanReporterOptions, type LogLevel } from './report/human.ts';
export { createJsonReporter, type JsonReporterOptions } from './report/json.ts';
export { createMasker, type Masker } from './report/masker.ts';
export { plainPalette, type Palette } from './report/palette.ts';
export { createRegistry, shippedSchemas, type RegistryOptions } from './resource-types/create-registry.ts';
export type { Registry, ResourceType } from './resource-types/resource-type.ts';
export type { PlainValue, Value } from './values/value.ts';

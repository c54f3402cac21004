/** The tool for programs: `import { openStack } from 'stack-deploy'`. */
export { exportedValues } from './api/exported-values.ts';
export type { Selection } from './stack/select-resources.ts';
export { findRegion, type FoundRegion, type RegionSources } from './api/find-region.ts';
export type { VariableOptions } from './api/load-variables.ts';
export { networkSettings, networkTrouble } from './api/network-settings.ts';
export { openRegistry, userSchemaCache, type SchemaOptions, type SchemaPlaces } from './api/open-registry.ts';
export { openStack, type Opening, type OpenStackOptions } from './api/open-stack.ts';
export {
  openStatements,
  type Answer,
  type OpenedStatements,
  type OpenStatementsOptions,
} from './api/open-statements.ts';
export type { OpenedStack } from './api/opened-stack.ts';
export {
  openTarget,
  type EmbeddedTarget,
  type Endpoints,
  type Target,
  type TargetOptions,
  type TargetTools,
} from './api/open-target.ts';
export type { ApprovedPlan } from './api/carry-out-plan.ts';
export { newPlanning, planningOf, type Planning } from './api/planning.ts';
export { parseSavedPlan, readSavedPlan } from './api/read-saved-plan.ts';
export type { ShapingOptions } from './api/saved-plans.ts';
export type { SavedPlan } from './plan/saved/saved-plan.ts';
export type { DriftOptions, PlanOptions, RunOptions } from './api/run-verb.ts';
export { defaultSelectTimeoutMs } from './api/select-timeout.ts';
export { createScriptRunner } from './api/shell-scripts.ts';
export type { Surroundings } from './api/surroundings.ts';
export { systemClock, type Clock } from './base/clock.ts';
export { systemRandom, type RandomSource } from './base/random.ts';
export type { Result } from './base/result.ts';
export type { AssumedRole } from './check/assumed-roles.ts';
export type { NeededPermissions } from './check/permissions.ts';
export type { Purpose } from './check/purpose.ts';
export { hasErrors, type Diagnostic } from './diagnostics/diagnostic.ts';
export { formatDiagnostics } from './diagnostics/format-diagnostic.ts';
export type { Event } from './events/event.ts';
export { several, type Reporter } from './events/reporter.ts';
export type { StackDrift } from './lifecycle/find-drift.ts';
export type { FoundManaged, Managed } from './lifecycle/find-managed.ts';
export type { StackPlan } from './lifecycle/plan.ts';
export type { FailureReason, ResourceOutcome, RunResult, Verb } from './lifecycle/outcome.ts';
export {
  createCloudControlProvider,
  type CloudControlOptions,
} from './provider/cloud-control/create-cloud-control-provider.ts';
export type { Script, ScriptEnd, ScriptRunner } from './lifecycle/script-runner.ts';
export type { OnFailure } from './lifecycle/session.ts';
export type { Failure, FailureKind } from './provider/failure.ts';
export type { BorrowedFor, LendingProvider, Provider } from './provider/provider.ts';
export type { Role, Signing } from './manifest/auth.ts';
export type { DrawnAction, DrawOptions } from './report/graph/stack-drawing.ts';
export type { Plan, PlanCounts, PlannedAction, PlannedCreate, PlannedResource, PlannedUpdate } from './plan/plan.ts';
export type {
  ComparedState,
  Drift,
  DriftCounts,
  DriftedProperty,
  DriftedResource,
  DriftState,
  PropertyBeyond,
} from './plan/drift.ts';
export type { LineEdit } from './plan/line-edits.ts';
export type { PropertyChange } from './plan/property-change.ts';
export { formatPlan, type PlanTextOptions } from './report/plan/plan-text.ts';
export { planToJson } from './report/plan/plan-json.ts';
export { formatDrift } from './report/drift/drift-text.ts';
export { driftToJson } from './report/drift/drift-json.ts';
export { createHumanReporter, type HumanReporterOptions, type LogLevel } from './report/human.ts';
export { createJsonReporter, type JsonReporterOptions } from './report/json.ts';
export { createMasker, type Masker } from './report/masker.ts';
export { plainPalette, type Palette } from './report/palette.ts';
export {
  createRegistry,
  shippedSchemas,
  type FileRegistry,
  type RegistryOptions,
} from './resource-types/create-registry.ts';
export type { Registry, ResourceType } from './resource-types/resource-type.ts';
export type { PlainValue, Value } from './values/value.ts';

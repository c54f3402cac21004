/** The embedded Cloud Control for programs: `import { createEmulator } from 'stack-deploy/emulator'`. */
export { systemClock, type Clock } from '../base/clock.ts';
export { systemRandom, type RandomSource } from '../base/random.ts';
export { createRegistry, shippedSchemas, type RegistryOptions } from '../resource-types/create-registry.ts';
export type { Registry, ResourceType } from '../resource-types/resource-type.ts';
export { createEmulator } from './create-emulator.ts';
export {
  AnswerLost,
  type Emulator,
  type EmulatorOptions,
  type EmulatorSettings,
  type ErrorStatus,
  type Fault,
  type FaultEffect,
  type FaultKind,
  type FaultScope,
  type LedgerEntry,
  type ResourceAddress,
  type WireRequest,
  type WireResponse,
} from './emulator.ts';
export { createExchange, type ClientOptions } from './exchange.ts';
export type { EmulatorEvent } from './events.ts';
export { ClientKilled, type BeforeRequest, type BoundaryDecision, type RequestBoundary } from './request-boundary.ts';
export {
  createRequestHandler,
  type EmulatorRequestHandler,
  type SdkHandlerOptions,
  type SdkRequest,
  type SdkResponse,
} from './request-handler.ts';
export { serveEmulator, type ServedEmulator, type ServeOptions } from './serve-emulator.ts';
export { awsQuotas } from '../resource-types/quotas/aws-quotas.ts';
export type { Quota } from '../resource-types/quotas/quota.ts';
export { openFileStore, type FileStoreOptions, type StoreTrouble } from './store/file-store.ts';
export type { Holder } from './store/folder-lock.ts';
export { memoryStore } from './store/memory-store.ts';
export type { Change, Store } from './store/store.ts';

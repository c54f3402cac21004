import { nextBuildStep } from '../flow/build-flow.ts';
import { nextCommandStep } from '../flow/command-flow.ts';
import type { FlowShape } from '../flow/flow.ts';
import { nextQueryStep } from '../flow/query-flow.ts';
import { nextScriptStep } from '../flow/script-flow.ts';
import type { ResourceRun } from './resource-run.ts';
import { runFlow, type FlowEnd, type Writer } from './run-flow.ts';

/** Runs the flow of a resource's type to its end. A `multi` flows as a resource does: only its writes are several. */
export function runResourceFlow(run: ResourceRun, shape: FlowShape, writer: Writer): Promise<FlowEnd> {
  switch (run.resource.manifest.kind) {
    case 'resource':
    case 'multi':
      return runFlow(run, shape, nextBuildStep, { name: 'begun' }, writer);
    case 'query':
      return runFlow(run, shape, nextQueryStep, { name: 'begun' }, writer);
    case 'command':
      return runFlow(run, shape, nextCommandStep, { name: 'begun' }, writer);
    case 'script':
      return runFlow(run, shape, nextScriptStep, { name: 'begun' }, writer);
  }
}

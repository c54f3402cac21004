import { namesOf, type Scope } from '../stack/scope.ts';
import type { StackQuery, StackResource } from '../stack/stack.ts';
import type { FlowShape } from './flow.ts';

/** What the flow of a resource has to know. */
export function shapeOf(resource: StackResource, scope: Scope): FlowShape {
  const exports = resource.queries.get('exports');
  return {
    anchors: new Set(resource.queries.keys()),
    exportsNeedThis: exports !== undefined && needsThis(exports, scope),
    skipValidation: resource.manifest.skipValidation,
    givesExports: resource.manifest.exports.length > 0,
  };
}

/** Takes `this`, `callback`, or a bare name that nothing but `exists` can give. */
function needsThis(query: StackQuery, scope: Scope): boolean {
  const names = namesOf(scope);
  return query.template.references.some(
    (reference) =>
      reference.name === 'this' ||
      reference.name === 'callback' ||
      (!reference.optional && names.lookup(reference.name) === undefined),
  );
}

/** The tags by which a stack marks a resource as its own; stackql-deploy writes the same. */
export const markTags = {
  stack: 'stackql:stack-name',
  environment: 'stackql:stack-env',
  resource: 'stackql:resource-name',
} as const;

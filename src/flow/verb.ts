export const verbs = ['build', 'test', 'teardown'] as const;
/** What can be done with a stack. */
export type Verb = (typeof verbs)[number];

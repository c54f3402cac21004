export type Verb = 'build' | 'test' | 'teardown';

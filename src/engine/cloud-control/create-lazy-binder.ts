import type { Parsed } from '../../diagnostics/diagnostic.ts';
import type { Statement } from '../../query/statement.ts';
import type { Registry } from '../../resource-types/resource-type.ts';
import type { Operation } from '../operation.ts';
import { bindDescribe } from './bind/bind-describe.ts';
import { bindRead } from './bind/bind-read.ts';

/** Binds as a Binder does. */
export interface LazyBinder {
  bind(statement: Statement, defaultRegion: string | undefined): Promise<Parsed<Operation>>;
}

/** Like `createCloudControlBinder`; what only writes need is loaded with the first of them, so that a SELECT starts fast. */
export function createLazyBinder(registry: Registry): LazyBinder {
  return {
    bind: async (statement, defaultRegion) => {
      const context = { registry, defaultRegion };
      switch (statement.kind) {
        case 'select':
          return bindRead(statement, context);
        case 'show':
        case 'describe':
          return bindDescribe(statement, context);
        default:
          return (await import('./bind/bind-statement.ts')).bindStatement(statement, context);
      }
    },
  };
}

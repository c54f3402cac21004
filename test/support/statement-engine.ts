import { err, type Result } from '../../src/base/result.ts';
import { bindStatement } from '../../src/engine/cloud-control/bind/bind-statement.ts';
import {
  createCloudControlEngine,
  type CloudControlEngineOptions,
} from '../../src/engine/cloud-control/create-engine.ts';
import { refusal } from '../../src/engine/cloud-control/send-write.ts';
import type { Engine, Rows, StatementFailure, WriteOptions, Written } from '../../src/engine/engine.ts';
import { isWrite } from '../../src/engine/operation.ts';
import type { Statement } from '../../src/query/statement.ts';

/** An engine that is handed statements: they are bound, refused where that finds a mistake, and carried out. */
export interface StatementEngine extends Pick<Engine, 'observe' | 'forget'> {
  read(statement: Statement): Promise<Result<Rows, StatementFailure>>;
  write(statement: Statement, options?: WriteOptions): Promise<Result<Written, StatementFailure>>;
}

export function createStatementEngine(options: CloudControlEngineOptions): StatementEngine {
  return withStatements(createCloudControlEngine(options), options);
}

export function withStatements(
  engine: Engine,
  { registry, defaultRegion }: Pick<CloudControlEngineOptions, 'registry' | 'defaultRegion'>,
): StatementEngine {
  const bind = (statement: Statement) => {
    const { value, diagnostics } = bindStatement(statement, { registry, defaultRegion });
    const refused = refusal(diagnostics) ?? { kind: 'refused' as const, diagnostics };
    return value === undefined || diagnostics.some(({ severity }) => severity === 'error') ? err(refused) : value;
  };
  return {
    read: async (statement) => {
      const operation = bind(statement);
      if ('ok' in operation) return operation;
      if (isWrite(operation)) throw new Error('The statement writes.');
      return engine.read(operation);
    },
    write: async (statement, writeOptions) => {
      const operation = bind(statement);
      if ('ok' in operation) return operation;
      if (!isWrite(operation)) throw new Error('The statement reads.');
      return engine.write(operation, writeOptions);
    },
    observe: (target) => engine.observe(target),
    forget: () => {
      engine.forget();
    },
  };
}

/** What is bundled, by the names of the files that programs and the system know. */
export const entries = {
  program: { main: 'src/cli/main.ts' },
  library: { index: 'src/index.ts', emulator: 'src/emulator/index.ts', testing: 'src/testing.ts' },
  /** Beside each of them, by itself: what a worker shares with a program would be files of their own in the program. */
  worker: { 'sqlite-worker': 'src/engine/cloud-control/sqlite-worker.ts' },
  /** The types of the library, in dist/src. */
  declarations: ['index.d.ts', 'emulator/index.d.ts', 'testing.d.ts'],
};

/**
 * What is loaded at once though the sources ask for it one by one: each part is fewer files to find and read. No two files of a part
 * export the same name.
 */
export const parts = {
  /** What every command needs before it does anything. */
  commands: ['src/cli/definitions/index.ts', 'src/cli/masked-context.ts', 'src/cli/format-crash.ts'],
  /** What reads a stack or a statement and sends nothing. */
  statements: [
    'src/api/load-variables.ts',
    'src/api/open-stack.ts',
    'src/check/known-secrets.ts',
    'src/cli/commands/validate.ts',
    'src/cli/commands/wait.ts',
    'src/cli/deployments/missing-environment.ts',
    'src/cli/deployments/run-deployments.ts',
    'src/engine/cloud-control/bind/bind-insert.ts',
    'src/engine/cloud-control/bind/bind-statement.ts',
    'src/engine/cloud-control/bind/bind-update.ts',
    'src/manifest/parse-variables.ts',
    'src/query/parse-lexemes.ts',
    'src/stack/compose-text.ts',
  ],
  /** What asks or changes a cloud, and the small commands that share most of it. */
  runs: [
    'src/api/answer-assets.ts',
    'src/api/answer-questions.ts',
    'src/api/run-verb.ts',
    'src/api/unlock-stack.ts',
    'src/cli/commands/completion.ts',
    'src/cli/commands/drift.ts',
    'src/cli/commands/eject.ts',
    'src/cli/commands/explain.ts',
    'src/cli/commands/graph.ts',
    'src/cli/commands/import.ts',
    'src/cli/commands/info.ts',
    'src/cli/commands/init.ts',
    'src/cli/commands/list.ts',
    'src/cli/commands/permissions.ts',
    'src/cli/commands/plan.ts',
    'src/cli/commands/pull-schemas.ts',
    'src/cli/commands/query.ts',
    'src/cli/commands/run-stack.ts',
    'src/cli/commands/schema.ts',
    'src/cli/commands/shell.ts',
    'src/cli/commands/sweep.ts',
    'src/cli/commands/unlock.ts',
    'src/provider/cloud-control/pace-book.ts',
  ],
  /** The embedded Cloud Control, in the process itself and as a server. */
  emulator: [
    'src/cli/commands/emulator.ts',
    'src/emulator/create-emulator.ts',
    'src/emulator/request-handler.ts',
    'src/emulator/store/file-store.ts',
  ],
};

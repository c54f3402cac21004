import { buildCommand } from './build.ts';
import { completionCommand } from './completion.ts';
import type { CommandDefinition } from './definition.ts';
import { driftCommand } from './drift.ts';
import { ejectCommand } from './eject.ts';
import { emulatorCommand } from './emulator.ts';
import { explainCommand } from './explain.ts';
import { graphCommand } from './graph.ts';
import { importCommand } from './import.ts';
import { infoCommand } from './info.ts';
import { initCommand } from './init.ts';
import { listCommand } from './list.ts';
import { permissionsCommand } from './permissions.ts';
import { planCommand } from './plan.ts';
import { queryCommand } from './query.ts';
import { renderCommand } from './render.ts';
import { schemaCommand } from './schema.ts';
import { shellCommand } from './shell.ts';
import { soakCommand } from './soak.ts';
import { sweepCommand } from './sweep.ts';
import { teardownCommand } from './teardown.ts';
import { testCommand } from './test.ts';
import { unlockCommand } from './unlock.ts';
import { validateCommand } from './validate.ts';
import { waitCommand } from './wait.ts';

/** Every command, in the order of the help. */
export const commandDefinitions: readonly CommandDefinition[] = [
  buildCommand,
  planCommand,
  driftCommand,
  testCommand,
  teardownCommand,
  sweepCommand,
  unlockCommand,
  waitCommand,
  validateCommand,
  graphCommand,
  permissionsCommand,
  schemaCommand,
  initCommand,
  ejectCommand,
  importCommand,
  renderCommand,
  explainCommand,
  infoCommand,
  listCommand,
  queryCommand,
  shellCommand,
  soakCommand,
  emulatorCommand,
  completionCommand,
];

import { isJsonObject, parseJson, type Json } from '../base/json.ts';
import { randomAt } from '../base/random.ts';
import { budgets } from '../base/budgets.ts';
import { formatAddress } from '../stack/address.ts';
import { contextOf, namesOf } from '../stack/scope.ts';
import { evaluateTemplate } from '../template/render-template.ts';
import { isKnown, mask, plainText, reveal, secretsIn, unknownsIn } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { tellWarnings } from './tell-warnings.ts';
import { needOf, needsOf } from '../plan/need.ts';

/** Runs the shell text of a script and takes its exports from the JSON that it writes. */
export async function runScript(run: ResourceRun): Promise<Attempt<void>> {
  const { session, resource } = run;
  if (resource.script === undefined) throw new Error(`The script of ${resource.name} has no text.`);
  const rendering = evaluateTemplate(
    resource.script,
    contextOf(run.scope, randomAt(session.random, `script of ${formatAddress(resource.address)}`)),
  );
  if (rendering.kind === 'refused') {
    return failed({
      kind: 'trouble',
      anchor: undefined,
      trouble: { kind: 'refused', diagnostics: rendering.diagnostics },
    });
  }
  if (rendering.kind === 'undecided')
    return failed({ kind: 'needs', anchor: undefined, needs: [needOf(rendering.unknown)] });
  tellWarnings(session, rendering.warnings);
  const needs = needsOf(unknownsIn(rendering.value));
  if (needs.length > 0) return failed({ kind: 'needs', anchor: undefined, needs });
  session.learnSecrets(secretsIn(rendering.value));
  const names = resource.manifest.exports;
  const ended = await session.scripts.run({
    text: plainText(reveal(rendering.value)),
    environment: environmentOf(run),
    workingDirectory: session.stack.folder,
    timeoutMs: resource.manifest.timeoutSeconds * 1000,
    signal: session.stopping.stop,
    onErrorLine: (line) =>
      session.emit({ kind: 'resource.script-line', resource: formatAddress(resource.address), stream: 'errors', line }),
  });
  const { how } = ended;
  if (how.kind === 'interrupted') return failed({ kind: 'interrupted' });
  if (how.kind !== 'exited' || how.code !== 0) {
    return failed({
      kind: 'script-failed',
      how,
      timeoutSeconds: resource.manifest.timeoutSeconds,
      output: shownOutput(run, ended.output),
      errors: ended.errors.trimEnd(),
    });
  }
  if (names.length === 0) {
    for (const line of ended.output.split(/\r?\n/).filter((text) => text.trim() !== ''))
      session.emit({ kind: 'resource.script-line', resource: formatAddress(resource.address), stream: 'output', line });
    return { ok: true, value: undefined };
  }
  const document = withinBudget(ended.output) ? parseJson(ended.output) : undefined;
  if (document === undefined || !isJsonObject(document)) {
    return failed({ kind: 'script-output', output: shownOutput(run, ended.output), errors: ended.errors.trimEnd() });
  }
  const reason = run.takeExports('script', new Map(Object.entries(document)));
  return reason === undefined ? { ok: true, value: undefined } : failed(reason);
}

/** What a failure tells of standard output: nothing where secrets were to be in it, which nobody can tell from the rest. */
function shownOutput(run: ResourceRun, output: string): string {
  const text = output.trimEnd();
  return text !== '' && run.resource.manifest.protectedExports.length > 0 ? mask : text;
}

/** Nested deeper than anything of ours, JSON is no value that later templates could work with. */
function withinBudget(text: string): boolean {
  const value = parseJson(text);
  const depth = (inner: Json, level: number): boolean => {
    if (level > budgets.nesting) return false;
    if (typeof inner !== 'object' || inner === null) return true;
    return Object.values(inner).every((item: Json) => depth(item, level + 1));
  };
  return value === undefined || depth(value, 0);
}

/**
 * What a script finds in its environment: the stack's variables and globals, what is exported so far and the script's own props, the
 * nearer over the farther, and the names of the tool in capitals. What is not known is not there; lists and maps are JSON.
 */
function environmentOf(run: ResourceRun): ReadonlyMap<string, string> {
  const { scope, session } = run;
  const { variables, globals, exports, resource } = scope;
  const values = new Map<string, Value>([
    ...variables.given,
    ...globals,
    ...exports.bare,
    ...(resource?.props ?? []),
    ['STACK_NAME', scope.stackName],
    ['STACK_ENV', scope.environment],
    ['RESOURCE_NAME', run.resource.name],
    ['IDEMPOTENCY_TOKEN', namesOf(scope).lookup('idempotency_token') ?? ''],
  ]);
  const environment = new Map<string, string>();
  for (const [name, value] of values) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || !isKnown(value)) continue;
    session.learnSecrets(secretsIn(value));
    environment.set(name, plainText(reveal(value)));
  }
  return environment;
}

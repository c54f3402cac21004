import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { enumerate } from '../base/text.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { Prepared } from '../operations/operation-source.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Stack, StackResource } from '../stack/stack.ts';
import { checkStackRules } from './stack-rules.ts';
import { alwaysCreated } from './always-created.ts';
import { bareNames } from './bare-names.ts';
import { checkProviders } from './providers.ts';
import { authOfScripts } from './script-auth.ts';
import { missingRegion } from './missing-region.ts';
import { onePerCause } from './one-per-cause.ts';
import { publishedSecrets } from './published-secrets.ts';
import { unusedQueries } from './unused-queries.ts';
import { withOrigins } from './value-origins.ts';
import { outputsOf, type Survey, type SurveyedResource } from './prepare-queries.ts';

/** All that can be known to be wrong with a stack before the first request. */
export function checkStack(stack: Stack, survey: Survey): readonly Diagnostic[] {
  const providers = checkProviders(stack);
  const shared = sharedFiles(stack.resources);
  const isOurs = (resource: StackResource): boolean => !providers.foreign.has(resource);
  const surveyedOnes = survey.resources.filter(({ resource }) => isOurs(resource));
  return onePerCause([
    ...providers.diagnostics,
    ...stack.resources.filter(isOurs).flatMap(missingQueries),
    ...stack.resources.flatMap(bareNames),
    ...survey.diagnostics,
    ...missingRegion(surveyedOnes, (surveyed) => [
      ...checkQueries(surveyed, stack, shared),
      ...checkShapes(surveyed),
      ...checkReturned(surveyed),
      ...alwaysCreated(surveyed),
    ]),
    ...checkStackRules(survey),
    ...authOfScripts(stack),
    ...publishedSecrets(stack, survey),
    ...unusedQueries({ ...survey, resources: surveyedOnes }),
    ...checkStackExports(stack),
  ]);
}

/** A resource needs something to make it and something to find it; the other types need the one query that they run. */
function missingQueries(resource: StackResource): readonly Diagnostic[] {
  const { kind } = resource.manifest;
  if (kind === 'script' || (resource.file === undefined && resource.manifest.sql === undefined)) return [];
  const { queries, brokenQueries } = resource;
  const at = resource.file === undefined ? resource.manifest.at : { source: resource.file, start: 0, end: 0 };
  const has = (...anchors: readonly Anchor[]): boolean =>
    anchors.some((anchor) => queries.has(anchor) || brokenQueries?.has(anchor) === true);
  if (kind === 'query' || kind === 'command') {
    const wanted = kind === 'query' ? 'exports' : 'command';
    // A text whose query cannot be read was told already.
    if (has(wanted) || queries.size === 0) return [];
    return [mistake('query/missing-anchor', `the ${kind} "${resource.name}" has no query ${wanted}`, { at })];
  }
  const problems: Diagnostic[] = [];
  if (!has('create', 'createorupdate')) {
    problems.push(
      mistake('query/missing-anchor', `resource "${resource.name}" has no create or createorupdate query`, { at }),
    );
  }
  if (!has('exists', 'statecheck', 'exports')) {
    problems.push(
      mistake('query/missing-anchor', `resource "${resource.name}" has no exists, statecheck or exports query`, {
        at,
        help: 'without one of them each build would create it again',
      }),
    );
  }
  if (resource.manifest.exports.length > 0 && !has('exports')) {
    problems.push(
      mistake(
        'query/missing-anchor',
        `resource "${resource.name}" exports ${enumerate(resource.manifest.exports.map((name) => name.name))}, but has no exports query`,
        {
          at: resource.manifest.exports[0]?.at ?? resource.manifest.at,
        },
      ),
    );
  }
  return problems;
}

function checkQueries(surveyed: SurveyedResource, stack: Stack, shared: ReadonlySet<string>): readonly Diagnostic[] {
  const { script: rendering, resource, scope } = surveyed;
  const script =
    rendering?.kind === 'refused' ? rendering.diagnostics : rendering?.kind === 'rendered' ? rendering.warnings : [];
  const isShared = resource.file !== undefined && shared.has(resource.file.path);
  const ofQueries = surveyed.queries.flatMap(({ query, prepared }) =>
    checkPrepared(prepared).map((diagnostic) =>
      withOrigins(diagnostic, { resource, query, globals: stack.globals, scope, isShared }),
    ),
  );
  return [...script, ...ofQueries];
}

/** The paths of query files that several resources have. */
function sharedFiles(resources: readonly StackResource[]): ReadonlySet<string> {
  const found = new Set<string>();
  const shared = new Set<string>();
  for (const { file } of resources) if (file !== undefined) (found.has(file.path) ? shared : found).add(file.path);
  return shared;
}

function checkPrepared(prepared: Prepared): readonly Diagnostic[] {
  switch (prepared.kind) {
    case 'refused':
      return prepared.diagnostics;
    case 'undecided':
      return [];
    case 'prepared':
      return [...prepared.warnings, ...prepared.statements.flatMap(({ diagnostics }) => diagnostics)];
  }
}

const returnedBy = { create: ['create', 'createorupdate', 'command'], update: ['update'], delete: ['delete'] } as const;

/** What `return_vals` keeps comes from RETURNING. */
function checkReturned({ resource, queries }: SurveyedResource): readonly Diagnostic[] {
  return (['create', 'update', 'delete'] as const).flatMap((operation) => {
    const [first] = resource.manifest.returnValues[operation];
    if (first === undefined) return [];
    return queries.flatMap(({ query, prepared }) => {
      if (!returnedBy[operation].some((anchor) => anchor === query.query.anchor) || prepared.kind !== 'prepared')
        return [];
      return prepared.statements.flatMap(({ filled: { model } }) => {
        const isWrite = model.kind === 'insert' || model.kind === 'update' || model.kind === 'delete';
        if (!isWrite || model.returning !== undefined) return [];
        return [
          mistake(
            'sql/result-shape',
            `return_vals of "${resource.name}" keeps "${first.column}", but the query ${query.query.anchor} has no RETURNING`,
            { at: first.at, related: [{ message: 'the query', at: query.query.at }], help: 'end it with RETURNING *' },
          ),
        ];
      });
    });
  });
}

/** A statecheck yields `count`; exports yield what the manifest names. */
function checkShapes(surveyed: SurveyedResource): readonly Diagnostic[] {
  return surveyed.queries.flatMap(({ query, prepared }) => {
    if (prepared.kind !== 'prepared') return [];
    const model = prepared.statements[0]?.filled.model;
    const outputs = outputsOf(model);
    if (model?.kind !== 'select' || outputs.some((name) => name === '*' || name.endsWith('.*'))) return [];
    const given = new Set(outputs.map((name) => name.toLowerCase()));
    switch (query.query.anchor) {
      case 'statecheck':
        return given.has('count')
          ? []
          : [
              mistake(
                'sql/result-shape',
                `a statecheck must give a column "count"; this one gives ${enumerate(outputs)}`,
                {
                  at: query.query.at,
                  help: 'write SELECT COUNT(*) AS count …, which is 1 when the resource is as desired',
                },
              ),
            ];
      case 'callback':
      case 'callback:create':
      case 'callback:update':
      case 'callback:delete':
        return given.has('success') || given.has('count')
          ? []
          : [
              mistake(
                'sql/result-shape',
                `a callback must give a column "success" or "count"; this one gives ${enumerate(outputs)}`,
                { at: query.query.at },
              ),
            ];
      case 'exports':
        return surveyed.resource.manifest.exports
          .filter((name) => !given.has(name.column.toLowerCase()))
          .map((name) => {
            const near = didYouMean(name.column, outputs);
            return mistake(
              'sql/result-shape',
              `the exports query of "${surveyed.resource.name}" gives ${enumerate(outputs)}, but not "${name.column}"`,
              {
                at: name.at,
                related: [{ message: 'the query', at: query.query.at }],
                ...(near === undefined ? {} : { help: near }),
              },
            );
          });
      default:
        return [];
    }
  });
}

/** Whether a name is a part of an export: `pool.Policies.PasswordPolicy`. */
function isInside(name: string, names: ReadonlySet<string>): boolean {
  const parts = name.split('.');
  return parts.some((_, index) => index > 1 && names.has(parts.slice(0, index).join('.')));
}

/** Every stack export is some resource's export, or a global. */
function checkStackExports(stack: Stack): readonly Diagnostic[] {
  const names = new Set<string>(stack.globals.map((global) => global.name));
  for (const resource of stack.resources) {
    for (const kept of Object.values(resource.manifest.returnValues).flat()) names.add(`${resource.name}.${kept.name}`);
    const { entry, instance } = resource.address;
    const own = instance === undefined ? entry : `${entry}.${instance}`;
    for (const exported of resource.manifest.exports) {
      if (resource.scopedExports?.has(exported.name) !== true) names.add(exported.name);
      names.add(`${own}.${exported.name}`);
    }
  }
  return stack.manifest.exports
    .filter(({ name }) => !names.has(name) && !isInside(name, names))
    .map((name) => {
      const near = didYouMean(name.name, names);
      return mistake('manifest/unknown-export', `no resource exports "${name.name}"`, {
        at: name.at,
        ...(near === undefined ? {} : { help: near }),
      });
    });
}

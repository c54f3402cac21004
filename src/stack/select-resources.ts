import { nearest } from '../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { ReferenceGraph } from './reference-graph.ts';

/**
 * Which resources of a stack a run is about. A pattern is a name; a glob over names (`*`, `?`); a resource type
 * (`AWS::SQS::Queue`, `awscc.sqs.queues`) or a glob over types; each with `+` before it for what it needs too, and with `+`
 * behind it for what needs it.
 */
export interface Selection {
  /** Default: all resources. */
  readonly only?: readonly string[];
  /** Taken away from `only`. Default: none. */
  readonly skip?: readonly string[];
}

/** What patterns are compared with. */
export interface Selectable {
  readonly name: string;
  /** The resource types that it stands for, each in every spelling. */
  readonly types: readonly string[];
}

/** The names of the resources that are selected; undefined where a pattern matches nothing, or nothing is left. */
export function selectResources(
  resources: readonly Selectable[],
  graph: ReferenceGraph,
  { only = [], skip = [] }: Selection,
): Parsed<ReadonlySet<string>> {
  const diagnostics: Diagnostic[] = [];
  const matched = (option: string, patterns: readonly string[]): ReadonlySet<string> =>
    new Set(
      patterns.flatMap((pattern) => {
        const found = matching(pattern, resources, graph);
        if (found.size === 0) diagnostics.push(matchesNothing(option, pattern, resources));
        return [...found];
      }),
    );
  const wanted = only.length === 0 ? new Set(resources.map(({ name }) => name)) : matched('--only', only);
  const unwanted = matched('--skip', skip);
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const selected = resources.map(({ name }) => name).filter((name) => wanted.has(name) && !unwanted.has(name));
  if (selected.length === 0 && resources.length > 0) {
    const message = only.length === 0 ? '--skip leaves no resource' : '--only and --skip leave no resource';
    return { value: undefined, diagnostics: [mistake('input/selection', message, { help: 'skip fewer resources' })] };
  }
  return { value: new Set(selected), diagnostics };
}

function matching(pattern: string, resources: readonly Selectable[], graph: ReferenceGraph): ReadonlySet<string> {
  const { core, withNeeded, withDependents } = partsOf(pattern, resources);
  const byName = resources.filter(({ name }) => fits(core, name));
  const found =
    byName.length > 0 ? byName : resources.filter(({ types }) => types.some((type) => fitsType(core, type)));
  return new Set(
    found.flatMap(({ name }) => [
      name,
      ...(withNeeded ? graph.neededBy(name) : []),
      ...(withDependents ? graph.dependentsOf(name) : []),
    ]),
  );
}

interface PatternParts {
  readonly core: string;
  readonly withNeeded: boolean;
  readonly withDependents: boolean;
}

/** A `+` at an end is no part of the name, unless a resource is called so. */
function partsOf(pattern: string, resources: readonly Selectable[]): PatternParts {
  const isName = (text: string): boolean => resources.some(({ name }) => name === text);
  if (isName(pattern)) return { core: pattern, withNeeded: false, withDependents: false };
  const withNeeded = pattern.startsWith('+');
  const rest = withNeeded ? pattern.slice(1) : pattern;
  if (!rest.endsWith('+') || isName(rest)) return { core: rest, withNeeded, withDependents: false };
  return { core: rest.slice(0, -1), withNeeded, withDependents: true };
}

function fits(pattern: string, name: string): boolean {
  return pattern === name || (isGlob(pattern) && globOf(pattern, 'u').test(name));
}

/** Types are written in capitals or not. */
function fitsType(pattern: string, type: string): boolean {
  return globOf(pattern, 'iu').test(type);
}

function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

function globOf(pattern: string, flags: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}/-]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^(?:${source})$`, `${flags}s`);
}

function matchesNothing(option: string, pattern: string, resources: readonly Selectable[]): Diagnostic {
  const { core, withNeeded, withDependents } = partsOf(pattern, resources);
  const isType = core.includes('::') || /^(?:aws|awscc)\./i.test(core);
  const candidates = isType ? resources.flatMap(({ types }) => types) : resources.map(({ name }) => name);
  const near = suggestions(core, candidates, isType ? 1 : mostSuggestions).map(
    (name) => `"${withNeeded ? '+' : ''}${name}${withDependents ? '+' : ''}"`,
  );
  const what = isType ? 'no resource of this stack has that type' : 'no resource of this stack has that name or type';
  return mistake('input/selection', `${option} "${pattern}" matches nothing: ${what}`, {
    help: near.length === 0 ? helpFor(resources) : `did you mean ${near.join(' or ')}?`,
  });
}

/** Misspelt, or a part of the name. */
function suggestions(core: string, candidates: readonly string[], most: number): readonly string[] {
  const near = nearest(core, candidates, most);
  if (near.length > 0 || core.length < 3) return near;
  const part = core.toLowerCase();
  return [...new Set(candidates)].filter((name) => name.toLowerCase().includes(part)).slice(0, most);
}

const mostSuggestions = 3;

/** More names would hide the message. */
const mostNames = 10;

function helpFor(resources: readonly Selectable[]): string {
  const names = resources.map(({ name }) => name);
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames
    ? `use a name such as ${shown}, …, or a glob in quotes such as "web*"`
    : `use one of ${shown}, or a type`;
}

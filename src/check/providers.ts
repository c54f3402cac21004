import { count } from '../base/text.ts';
import { mistake, warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { locationIn, type Location } from '../diagnostics/source.ts';
import { isOtherProvider } from '../resource-types/provider-name.ts';
import type { Stack, StackResource } from '../stack/stack.ts';

/** What is said of a stack's providers, once each. */
export interface ProviderCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** Resources that use another provider: whatever else would be said of their queries follows from that. */
  readonly foreign: ReadonlySet<StackResource>;
}

interface Use {
  readonly first: Location;
  readonly resources: Set<StackResource>;
}

/** Another provider is a mistake that is told once, however many statements use it; that `aws` is read as `awscc` is told once, too. */
export function checkProviders(stack: Stack): ProviderCheck {
  const uses = usesOf(stack);
  const declared = new Map(stack.manifest.providers.map(({ name, at }) => [providerOf(name), at]));
  const isAws = [...declared.keys()].some((name) => !isOtherProvider(name));
  const diagnostics: Diagnostic[] = [];
  for (const provider of new Set([...declared.keys(), ...uses.keys()])) {
    if (!isOtherProvider(provider)) continue;
    const use = uses.get(provider);
    const at = declared.get(provider) ?? use?.first;
    const help = 'keep what uses it in a stack of its own, which stackql-deploy deploys';
    const details = {
      help,
      ...(at === undefined ? {} : { at }),
      ...(use === undefined || use.first === at ? {} : { related: [{ message: 'first used here', at: use.first }] }),
    };
    const users = use?.resources.size ?? 0;
    const message = `"${provider}" is another provider, ${users === 0 ? 'which no resource uses' : `which ${count(users, 'resource')} ${users === 1 ? 'uses' : 'use'}`}: this tool deploys AWS alone`;
    const tell = users === 0 && isAws ? warning : mistake;
    diagnostics.push(tell('resource/other-provider', message, details));
  }
  const native = uses.get('aws');
  if (native !== undefined) {
    diagnostics.push(
      warning('resource/read-as-awscc', '"aws" is read as "awscc": every statement goes through Cloud Control', {
        at: declared.get('aws') ?? native.first,
        help: "write awscc; columns, parameters and methods of the services' own APIs are not there",
      }),
    );
  }
  const foreign = [...uses].flatMap(([provider, { resources }]) => (isOtherProvider(provider) ? [...resources] : []));
  return { diagnostics, foreign: new Set(foreign) };
}

/** `google` of `google::v24.11.00274`. */
function providerOf(name: string): string {
  return name.split('::', 1)[0]?.trim() ?? '';
}

/** `FROM google.compute.instances`: by the text, since a query for another provider may be written in words that are none here. */
const tableName = /\b(?:FROM|JOIN|INTO|UPDATE|DESCRIBE|EXTENDED|EXEC|REPLACE)\s+([A-Za-z_]\w*)\.\w+\.\w/gi;

function usesOf(stack: Stack): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const resource of stack.resources) {
    for (const { query } of resource.queries.values()) {
      for (const match of withoutComments(query.excerpt.text).matchAll(tableName)) {
        const provider = match[1] ?? '';
        const start = match.index + match[0].indexOf(provider);
        const use = uses.get(provider) ?? {
          first: locationIn(query.excerpt, start, start + provider.length),
          resources: new Set<StackResource>(),
        };
        use.resources.add(resource);
        uses.set(provider, use);
      }
    }
  }
  return uses;
}

/** The text with blanks in the place of comments and literals, so that nothing moves. */
function withoutComments(text: string): string {
  return text.replace(/--[^\n]*|\/\*[^]*?\*\/|\{#[^]*?#\}|'(?:[^']|'')*'/g, (found) => found.replace(/[^\n]/g, ' '));
}

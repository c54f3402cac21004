import { err, ok, type Result } from '../../base/result.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Lister, LiveResource } from '../../engine/lister.ts';
import { formatStatementFailure } from '../../report/failure-lines.ts';
import { plainPalette } from '../../report/palette.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { didYouMeanType } from '../../resource-types/suggest-type.ts';
import { refusedFor, type ImportRefusal } from './imported-parts.ts';

/** A resource that is to be imported. */
export interface WantedResource {
  readonly type: ResourceType;
  /** With `*` for any characters, where it stands for several. */
  readonly identifier: string;
  readonly region: string;
  /** What its entry is to be called. Default: as the resource itself is. */
  readonly name?: string;
  /** Where somebody else says that it is there: it is left out where it is not. Default: it has to be there. */
  readonly source?: string;
}

/** Reads a `--resource TYPE=IDENTIFIER`. */
export function wantedResource(
  text: string,
  registry: FileRegistry,
  region: string,
): Result<WantedResource, Diagnostic> {
  const [name = '', ...rest] = text.split('=');
  const type = registry.find(name);
  if (type === undefined) {
    const help = didYouMeanType(name, registry);
    const details = help === undefined ? {} : { help };
    return err(mistake('resource/unknown', `unknown resource type "${name}"`, details));
  }
  const identifier = rest.join('=');
  if (identifier !== '') return ok({ type, identifier, region });
  return err(
    mistake('input/option', `--resource ${text} has no identifier`, {
      help: `write ${name}=IDENTIFIER, or ${name}=* for all of them`,
    }),
  );
}

/** A resource that was found, and the name that its entry is to have. */
export interface FoundResource {
  readonly live: LiveResource;
  readonly name: string | undefined;
}

export interface FoundResources {
  readonly found: readonly FoundResource[];
  /** A line for each that is not there. */
  readonly notes: readonly string[];
}

/** Looks up every resource that is meant. */
export async function findWanted(
  lister: Lister,
  wanted: readonly WantedResource[],
): Promise<Result<FoundResources, ImportRefusal>> {
  const looks = await Promise.all(wanted.map((one) => findOne(lister, one)));
  const found: FoundResource[] = [];
  const notes: string[] = [];
  for (const [index, look] of looks.entries()) {
    const { source, type, identifier, region } = wanted[index] ?? {};
    if (look.ok) found.push(...look.value);
    else if (look.error.kind === 'mistakes' && source !== undefined)
      notes.push(`left out: ${source}: ${type?.typeName ?? ''} ${identifier ?? ''} does not exist in ${region ?? ''}`);
    else return look;
  }
  return ok({ found, notes });
}

async function findOne(
  lister: Lister,
  { type, identifier, region, name }: WantedResource,
): Promise<Result<readonly FoundResource[], ImportRefusal>> {
  const missing = (message: string): Result<never, ImportRefusal> => err(refusedFor(mistake('input/option', message)));
  if (!identifier.includes('*')) {
    const read = await lister.read(type, region, identifier);
    if (!read.ok) return err({ kind: 'failure', text: formatStatementFailure(read.error, plainPalette) });
    return read.value === undefined
      ? missing(`${type.typeName} ${identifier} does not exist in ${region}`)
      : ok([{ live: read.value, name }]);
  }
  if (type.handlers.list === undefined && Object.keys(type.handlers).length > 0) {
    const parts = type.identifier.map((path) => path.join('.')).join('|');
    const help = `name it by its identifier: --resource '${type.typeName}=${parts}'`;
    return err(refusedFor(mistake('input/option', `${type.typeName} cannot be listed`, { help })));
  }
  const listed = await lister.list(type, region);
  if (!listed.ok) return err({ kind: 'failure', text: formatStatementFailure(listed.error, plainPalette) });
  const pattern = new RegExp(`^${identifier.split('*').map(escaped).join('.*')}$`, 's');
  const found = listed.value.filter((live) => pattern.test(live.identifier));
  return found.length > 0
    ? ok(found.map((live) => ({ live, name })))
    : missing(`no ${type.typeName} in ${region} has an identifier like ${identifier}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

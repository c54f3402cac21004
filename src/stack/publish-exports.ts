import type { Excerpt, Location } from '../diagnostics/source.ts';
import { readEntry } from '../manifest/build-manifest.ts';
import type { Manifest, ManifestEntry, ManifestResource, ManifestValue, Named } from '../manifest/manifest.ts';

/** What the names of entries begin with that publish exports: `exports/pool.UserPoolId`. */
export const publishedPrefix = 'exports/';

/**
 * Entries that write the exports of a stack as parameters of Systems Manager, for other stacks to read with `ssm()`; none where the
 * manifest has no `publish_exports`. They come after all others, whose values they take.
 */
export function publishedEntries({ exports, publishExports }: Manifest): readonly ManifestResource[] {
  if (publishExports === undefined) return [];
  return exports.flatMap((exported) => {
    const { at } = exported;
    const properties = mapOf(at, {
      Name: textAt(at, parameterName(publishExports, exported.name)),
      Type: textAt(at, plain('String', at)),
      // Two expressions make a text, whatever the value is: lists and maps are written as JSON.
      Value: textAt(at, plain(`{{ ${referenceTo(exported)} }}{{ '' }}`, at)),
    });
    const entry = mapOf(at, {
      name: textAt(at, plain(publishedPrefix + exported.name, at)),
      type: textAt(at, plain('AWS::SSM::Parameter', at)),
      properties,
    });
    return readEntry(entry);
  });
}

/** The path that the manifest gives, with the name of the export behind it; every place in it is one of the path. */
function parameterName(path: Excerpt, name: string): Excerpt {
  const text = path.text.replace(/\/+$/, '');
  return {
    source: path.source,
    text: `${text}/${name}`,
    offsetAt: (index) => path.offsetAt(Math.min(index, text.length)),
  };
}

/** `pool.UserPoolId` in a template; `resources["my-pool"].UserPoolId` where a template cannot spell the name. */
function referenceTo({ name }: Named): string {
  const [first = '', ...members] = name.split('.');
  const isSpelt = (part: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(part);
  const start = isSpelt(first) ? first : `resources[${JSON.stringify(first)}]`;
  return start + members.map((part) => (isSpelt(part) ? `.${part}` : `[${JSON.stringify(part)}]`)).join('');
}

function plain(text: string, at: Location): Excerpt {
  return { source: at.source, text, offsetAt: () => at.start };
}

function textAt(at: Location, excerpt: Excerpt): ManifestValue {
  return { kind: 'text', excerpt, at };
}

function mapOf(at: Location, members: Readonly<Record<string, ManifestValue>>): ManifestValue {
  return {
    kind: 'map',
    entries: Object.entries(members).map(([key, value]): ManifestEntry => ({ key, keyAt: at, value })),
    at,
  };
}

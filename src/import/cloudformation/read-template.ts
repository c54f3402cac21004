import { mistake, type Parsed } from '../../diagnostics/diagnostic.ts';
import type { Source } from '../../diagnostics/source.ts';
import type { ManifestEntry, ManifestValue } from '../../manifest/manifest.ts';
import { memberOf, textOf } from '../../manifest/manifest-value.ts';
import { parseYaml } from '../../manifest/parse-yaml.ts';
import { templateTags } from './template-tags.ts';

/** A CloudFormation template as its author wrote it, every part with its place. */
export interface CloudFormationTemplate {
  readonly source: Source;
  readonly description: string | undefined;
  readonly parameters: readonly ManifestEntry[];
  readonly mappings: readonly ManifestEntry[];
  readonly conditions: readonly ManifestEntry[];
  readonly resources: readonly ManifestEntry[];
  readonly outputs: readonly ManifestEntry[];
  /** Macros that CloudFormation runs over the template, such as SAM's. */
  readonly transform: ManifestEntry | undefined;
}

/** Reads a template in JSON or YAML. */
export function readTemplate(source: Source): Parsed<CloudFormationTemplate> {
  const { value: root, diagnostics } = parseYaml(source, templateTags);
  if (root === undefined) return { value: undefined, diagnostics };
  const resources = memberOf(root, 'Resources');
  if (resources?.kind !== 'map') {
    const help = 'a template is a map in JSON or YAML with the key Resources';
    const told = mistake('input/import', `${source.path} is not a CloudFormation template: it has no "Resources"`, {
      help,
    });
    return { value: undefined, diagnostics: [...diagnostics, told] };
  }
  const section = (name: string): readonly ManifestEntry[] => entriesOf(memberOf(root, name));
  const transform = root.kind === 'map' ? root.entries.find(({ key }) => key === 'Transform') : undefined;
  const value: CloudFormationTemplate = {
    source,
    description: textOf(memberOf(root, 'Description')),
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    resources: resources.entries,
    outputs: section('Outputs'),
    transform,
  };
  return { value, diagnostics };
}

export function entriesOf(value: ManifestValue | undefined): readonly ManifestEntry[] {
  return value?.kind === 'map' ? value.entries : [];
}

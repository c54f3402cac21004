/**
 * The names of a type in statements, the one that is shown first: `AWS::Cognito::UserPoolClient` is
 * `awscc.cognito.user_pool_clients`. Types named Schema have two plurals, `schemas` and the older `schemata`; where the words are cut
 * oddly, as in `ec2fleets`, the name that one would expect follows.
 */
export function statementNames(typeName: string): readonly [string, ...string[]] {
  const [, service = '', resource = ''] = typeName.split('::');
  const singular = resourceWords(resource);
  const prefix = `awscc.${service.toLowerCase()}.`;
  const name = prefix + plural(singular);
  const older = singular.endsWith('schema') ? [prefix + singular + 'ta'] : [];
  const conventional = prefix + plural(conventionalWords(resource));
  return [name, ...older, ...(conventional === name ? [] : [conventional])];
}

/**
 * The table of a type's tags: `awscc.ec2.vpc_tags` of `AWS::EC2::VPC`, as StackQL's earlier providers called it. Whether the type has tags is for
 * its schema to say.
 */
export function tagsTableName(typeName: string): string {
  const [, service = '', resource = ''] = typeName.split('::');
  return `awscc.${service.toLowerCase()}.${resourceWords(resource)}_tags`;
}

/** The statement names that the name of such a table may come from, `vpcs` and `vpc` of `vpc_tags`. */
export function namesBehindTagsTable(name: string): readonly string[] {
  if (!name.endsWith('_tags')) return [];
  const base = name.slice(0, -'_tags'.length);
  return [plural(base), base];
}

export function statementName(typeName: string): string {
  return statementNames(typeName)[0];
}

/** `UserPoolUICustomizationAttachment` is `user_poolui_customization_attachment`: a run of capitals joins what stands before it. */
function resourceWords(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z])([a-z])/g, (_all, run: string, capital: string, lower: string) =>
      `${run}_${capital}${lower}`.toLowerCase(),
    )
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/__+/g, '_');
}

function conventionalWords(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function plural(word: string): string {
  if (word.endsWith('metadata')) return word;
  if (word.endsWith('alias')) return word + 'es';
  if (word.endsWith('index')) return word.slice(0, -2) + 'ices';
  if (/[^aeiou]y$/.test(word)) return word.slice(0, -1) + 'ies';
  if (word.endsWith('sis')) return word.slice(0, -2) + 'es';
  if (/(ss|us|x|z|ch|sh)$/.test(word)) return word + 'es';
  return word.endsWith('s') ? word : word + 's';
}

/** Letter groups that count as one word, in the order in which they are looked for; later ones see what earlier ones left. */
const words: readonly (readonly [string, string])[] = [
  ...['DB', 'ARN', 'WAN', 'URL'].map(capitalized),
  ['VPCDHCP', 'VpcDhcp'],
  ['EC2Fleet', 'Ec2_Fleet'],
  ...['VPC', 'DHCP', 'DNS', 'IP', 'IAM', 'IPAM', 'TLS', 'SSM', 'CNAME', 'SQ', 'ML', 'SKU', 'KMS', 'OK', 'CA'].map(
    capitalized,
  ),
  ...['ID', 'TTL', 'URI', 'LB', 'SNS', 'AWS', 'ACL', 'AZ', 'API', 'MSK', 'ECS', 'EBS', 'CWE', 'SSE', 'HPO'].map(
    capitalized,
  ),
  ...['LF', 'WAL', 'MFA'].map(capitalized),
  ['OAuth', 'Oauth'],
];

function capitalized(letters: string): readonly [string, string] {
  return [letters, letters.slice(0, 1) + letters.slice(1).toLowerCase()];
}

/** Words that SQL keeps for itself. */
const reserved: ReadonlySet<string> = new Set([
  'values',
  'schema',
  'database',
  'format',
  'update',
  'force',
  'match',
  'registry',
]);

/** Columns that every table has besides the properties. */
const requestColumns: ReadonlySet<string> = new Set(['region', 'identifier']);

/**
 * The column of a property, as StackQL's provider for Cloud Control names it: `CallbackURLs` is `callback_urls`, `Schema` is
 * `_schema`. A property that would hide a request parameter is `_region` or `_identifier`.
 */
export function columnName(property: string, typeName = ''): string {
  const column = wordsOf(property);
  if (column === 'group' && typeName.startsWith('AWS::ResourceGroups::')) return 'group_id';
  return reserved.has(column) || requestColumns.has(column) ? '_' + column : column;
}

/** The column of a nested identifier in a list: `schedule__schedule_id`. */
export function pathColumnName(path: readonly string[], typeName = ''): string {
  const [only] = path;
  return path.length === 1 && only !== undefined
    ? columnName(only, typeName)
    : path.map((part) => wordsOf(part)).join('__');
}

/** Whether the name means the request's own `region` or `Identifier` wherever a property has another column. */
export function isRequestColumn(name: string): boolean {
  return requestColumns.has(name.toLowerCase());
}

function wordsOf(property: string): string {
  let text = property;
  for (const [letters, word] of words) text = text.replaceAll(letters, word);
  // A pair of characters is consumed as a whole, which is why CSS becomes c_ss.
  return text.replace(/(\w)([A-Z])/g, '$1_$2').toLowerCase();
}

import { unreachable } from '../../../base/unreachable.ts';
import { didYouMean } from '../../../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import type { DescribeStatement, ResourceName, ShowStatement } from '../../../query/statement.ts';
import { hasTagsTable } from '../../../resource-types/parse-resource-name.ts';
import { tagsTableName } from '../../../resource-types/naming/statement-name.ts';
import type { Registry } from '../../../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../../../values/reading.ts';
import type { Rows } from '../../engine.ts';
import { findTable } from '../bind/find-type.ts';
import { specialTables } from '../special-tables/index.ts';
import { describeSpecial, describeType, type Field, type TableShape } from './fields.ts';
import { methodsOfSpecial, methodsOfType, type Method } from './methods.ts';

/** SHOW and DESCRIBE, from what is known of the types; nothing is asked of the cloud. */
export function answerFromRegistry(statement: ShowStatement | DescribeStatement, registry: Registry): Parsed<Rows> {
  if (statement.kind === 'describe') return describe(statement, registry);
  switch (statement.what) {
    case 'providers':
      return showProviders(statement);
    case 'services':
      return showServices(statement, registry);
    case 'resources':
      return showResources(statement, registry);
    case 'methods':
      return showMethods(statement, registry);
    default:
      return unreachable(statement.what);
  }
}

function describe({ resource, extended }: DescribeStatement, registry: Registry): Parsed<Rows> {
  return about(resource, registry, (found) => {
    const fields = found.type === undefined ? describeSpecial(found.special) : describeType(found.type, shapeOf(found));
    const shown = fields.filter((field) => extended || !field.isNested);
    const description = ({ description }: Field): string => description;
    return table(shown, extended, { name: ({ name }) => name, type: ({ type }) => type }, description);
  });
}

function showProviders(statement: ShowStatement): Parsed<Rows> {
  const wanted = likeOf(statement);
  const providers = [{ name: 'awscc', version: 'built in' }].filter(({ name }) => wanted(name));
  return answer(table(providers, false, { name: ({ name }) => name, version: ({ version }) => version }));
}

function showServices(statement: ShowStatement, registry: Registry): Parsed<Rows> {
  const problem = providerProblem(statement.in);
  if (problem !== undefined) return { value: undefined, diagnostics: [problem] };
  const services = servicesIn(registry).filter(likeOf(statement));
  const columns = {
    id: (name: string) => `awscc.${name}`,
    name: (name: string) => name,
    title: (name: string) => name,
  };
  return answer(table(services, statement.extended, columns, (name) => `${tablesOf(registry, name).length} resources`));
}

function showResources(statement: ShowStatement, registry: Registry): Parsed<Rows> {
  const problem = providerProblem(statement.in) ?? serviceProblem(statement.in, registry);
  if (problem !== undefined) return { value: undefined, diagnostics: [problem] };
  const wanted = likeOf(statement);
  const tables = tablesOf(registry, statement.in?.parts[1] ?? '').filter(({ name }) => wanted(name));
  const columns = { name: ({ name }: Listed) => name, id: ({ id }: Listed) => id };
  return answer(table(tables, statement.extended, columns, ({ about }) => about()));
}

function showMethods(statement: ShowStatement, registry: Registry): Parsed<Rows> {
  if (statement.in === undefined) return answer({ columns: [], rows: [] });
  const wanted = likeOf(statement);
  return about(statement.in, registry, (found) => {
    const methods =
      found.type === undefined ? methodsOfSpecial(found.special) : methodsOfType(found.type, shapeOf(found));
    const columns = {
      MethodName: ({ name }: Method) => name,
      RequiredParams: ({ required }: Method) => required.join(', '),
      SQLVerb: ({ verb }: Method) => verb,
    };
    const shown = methods.filter(({ name }) => wanted(name));
    return table(shown, statement.extended, columns, ({ description }) => description);
  });
}

function answer(value: Rows): Parsed<Rows> {
  return { value, diagnostics: [] };
}

/** Rows of texts; EXTENDED adds a description. */
function table<Item>(
  items: readonly Item[],
  isExtended: boolean,
  columns: Readonly<Record<string, (item: Item) => string>>,
  description?: (item: Item) => string,
): Rows {
  const all = Object.entries({
    ...columns,
    ...(isExtended && description !== undefined ? { description } : {}),
  });
  return {
    columns: all.map(([name]) => name),
    rows: items.map((item) => all.map(([, cell]) => cell(item))),
  };
}

type Found = ReturnType<typeof findTable>;
type KnownTable = Found &
  (
    | { readonly type: NonNullable<Found['type']> }
    | { readonly type: undefined; readonly special: NonNullable<Found['special']> }
  );

function shapeOf({ listOnly, isTags }: Found): TableShape {
  return isTags ? 'tags' : listOnly ? 'list' : 'full';
}

function about(name: ResourceName, registry: Registry, rows: (found: KnownTable) => Rows): Parsed<Rows> {
  const found = findTable(registry, name);
  const { type, special } = found;
  if (type !== undefined) return { value: rows({ ...found, type }), diagnostics: [] };
  if (special !== undefined) return { value: rows({ ...found, type, special }), diagnostics: [] };
  return { value: undefined, diagnostics: found.diagnostics };
}

interface Listed {
  readonly name: string;
  readonly id: string;
  /** Worked out when it is shown: it may mean reading the type. */
  readonly about: () => string;
}

function servicesIn(registry: Registry): readonly string[] {
  const names = [...registry.statementNames(), ...specialTables.map(({ name }) => name)];
  return [...new Set(names.map((name) => name.split('.')[1] ?? ''))].sort();
}

function tablesOf(registry: Registry, service: string): readonly Listed[] {
  const prefix = `awscc.${service}.`;
  const names = new Set(registry.statementNames().filter((name) => name.startsWith(prefix)));
  const types = [...names].flatMap((id): Listed[] => {
    const type = registry.find(id);
    const typeName = type?.typeName ?? id;
    const listed = (name: string, what: string): Listed => ({
      name: name.slice(prefix.length),
      id: name,
      about: () => `${typeName}: ${what}`,
    });
    const tags = type !== undefined && hasTagsTable(type) ? tagsTableName(type.typeName) : undefined;
    return [
      listed(id, 'all properties'),
      ...(type?.handlers.list === undefined ? [] : [listed(`${id}_list_only`, 'identifiers from a list')]),
      ...(tags === undefined || names.has(tags) ? [] : [listed(tags, 'a row for each tag')]),
    ];
  });
  const specials = specialTables
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, description }): Listed => ({ name: name.slice(prefix.length), id: name, about: () => description }));
  return [...types, ...specials].sort((first, second) => (first.name < second.name ? -1 : 1));
}

function providerProblem(name: ResourceName | undefined): Diagnostic | undefined {
  const provider = name?.parts[0] ?? 'awscc';
  if (name === undefined || provider === 'awscc' || provider === 'aws') return undefined;
  const message = `There is no provider "${provider}"`;
  return mistake('resource/unknown', message, { at: name.at, help: 'the one provider is awscc' });
}

function serviceProblem(name: ResourceName | undefined, registry: Registry): Diagnostic | undefined {
  const service = name?.parts[1] ?? '';
  const services = servicesIn(registry);
  if (name === undefined || services.includes(service)) return undefined;
  const help = didYouMean(service, services) ?? 'SHOW SERVICES IN awscc names them all';
  return mistake('resource/unknown', `There is no service "${service}" in awscc`, { at: name.at, help });
}

/** LIKE as SQLite has it: `%` is any text, `_` any character, letters of either case. */
function likeOf({ like }: ShowStatement): (text: string) => boolean {
  if (like === undefined || !isKnown(like.value)) return () => true;
  const pattern = plainText(reveal(like.value)).toLowerCase();
  return (text) => isLike(text.toLowerCase(), pattern);
}

/** In steps of one pass over text and pattern, so that no pattern takes long. */
function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let sought = 0;
  let star: { readonly sought: number; at: number } | undefined;
  while (at < text.length) {
    const wanted = pattern[sought];
    if (wanted === '%') {
      star = { sought, at };
      sought += 1;
    } else if (wanted === '_' || wanted === text[at]) {
      at += 1;
      sought += 1;
    } else if (star !== undefined) {
      star.at += 1;
      at = star.at;
      sought = star.sought + 1;
    } else return false;
  }
  return /^%*$/.test(pattern.slice(sought));
}

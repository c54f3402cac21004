import type { RandomSource } from '../../src/base/random.ts';

/** A SELECT in two texts that say the same: to the engine, and to a SQLite whose tables have every property in both spellings. */
export interface RandomSelect {
  readonly text: string;
  readonly plain: string;
  /** The rows have one order alone. */
  readonly isOrdered: boolean;
}

type Kind = 'text' | 'number';

interface Column {
  readonly name: string;
  readonly kind: Kind;
}

/** Something in FROM with what can be named of it. */
interface Source {
  readonly alias: string;
  readonly columns: readonly Column[];
  /** Of a query all of its outputs, those without a name too; undefined for a table. */
  readonly outputs: readonly Item[] | undefined;
}

interface Item {
  readonly text: string;
  /** The name that it has outside; undefined where nothing can name it. */
  readonly name: string | undefined;
  readonly isAlias: boolean;
  readonly kind: Kind;
}

/** Where an expression stands. */
interface Place {
  /** The sources of its SELECT, then those of the SELECTs around it. */
  readonly levels: readonly (readonly Source[])[];
  /** The names in lower case that USING shares. */
  readonly shared: ReadonlySet<string>;
  /** The aliases of its SELECT, where they can be seen. */
  readonly aliases: readonly Item[];
  readonly ctes: readonly Source[];
  /** Sources follow that are not known yet. */
  readonly isOpen?: boolean;
}

interface Made {
  readonly text: string;
  readonly outputs: readonly Item[];
  readonly isOrdered: boolean;
}

export interface PlainTable {
  /** As a statement names it. */
  readonly name: string;
  /** What its properties are called in the cloud. */
  readonly properties: readonly Column[];
}

const texts = (...names: readonly string[]): readonly Column[] => names.map((name) => ({ name, kind: 'text' }));
const numbers = (...names: readonly string[]): readonly Column[] => names.map((name) => ({ name, kind: 'number' }));

export const plainTables: readonly PlainTable[] = [
  { name: 'awscc.cognito.user_pools', properties: texts('UserPoolId', 'UserPoolName') },
  {
    name: 'awscc.cognito.user_pool_clients',
    properties: [
      ...texts('UserPoolId', 'ClientId', 'ClientName'),
      ...numbers('RefreshTokenValidity', 'EnableTokenRevocation'),
    ],
  },
  {
    name: 'awscc.ec2.vpcs',
    properties: [...texts('VpcId', 'CidrBlock'), ...numbers('SecondaryCount', 'EnableDnsSupport')],
  },
];

/** `UserPoolId` → `user_pool_id`. */
export function columnName(property: string): string {
  return property.replace(/(?<=.)[A-Z]/gu, (letter) => `_${letter}`).toLowerCase();
}

/** Names of properties in either spelling and in neither, and others. */
const aliases = [
  ...['UserPoolName', 'user_pool_name', 'UserPoolId', 'user_pool_id', 'ClientName', 'client_name', 'CidrBlock'],
  ...['cidr_block', 'secondary_count', 'SecondaryCount', 'userpoolname', 'n', 'x', 'y'],
];
/** None is empty: an empty request parameter is refused. */
const words = ['a', 'b', 'A', 'web', 'p1', 'p2', 'v1', ' ', '10.0', "it''s"];

/** Makes SELECTs by chance; nearly all are right. */
export class SelectMaker {
  readonly #random: RandomSource;
  #names = 0;

  constructor(random: RandomSource) {
    this.#random = random;
  }

  next(): RandomSelect {
    this.#names = 0;
    const { text, isOrdered } = this.#query({ levels: [], shared: new Set(), aliases: [], ctes: [] }, 3);
    return {
      text: text.replaceAll(/«(\d)!?»/gu, (_, index: string) => plainTables[Number(index)]?.name ?? ''),
      plain: text.replaceAll(/«(\d)(!?)»/gu, (_, index: string, bare: string) => {
        const alias = plainTables[Number(index)]?.name.split('.').at(-1) ?? '';
        return bare === '' ? `plain${index}` : `plain${index} AS ${alias}`;
      }),
      isOrdered,
    };
  }

  #below(count: number): number {
    const [high = 0, low = 0] = this.#random.bytes(2);
    return ((high << 8) + low) % count;
  }

  #chance(percent: number): boolean {
    return this.#below(100) < percent;
  }

  #pick<T>(from: readonly [T, ...T[]] | readonly T[]): T {
    const found = from[this.#below(from.length)];
    if (found === undefined) throw new Error('There is nothing to choose from.');
    return found;
  }

  #query(outer: Place, depth: number, width?: number): Made {
    let place = outer;
    let prefix = '';
    if (depth > 1 && this.#chance(20)) {
      const name = this.#chance(30) ? 'user_pools' : `c${(this.#names += 1)}`;
      // Inside of it the name is its own.
      const ctes = place.ctes.filter(({ alias }) => alias !== name);
      const made = this.#query({ ...place, ctes, levels: [] }, depth - 1);
      place = { ...place, ctes: [...ctes, sourceOf(name, made.outputs)] };
      prefix = `WITH ${name} AS (${made.text}) `;
    }
    const first = this.#core(place, depth, width);
    if (!this.#chance(15) || first.outputs.length === 0) {
      return { ...this.#ordered(prefix + first.text, first, first.scope), outputs: first.outputs };
    }
    const operator = this.#pick(['UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT']);
    const second = this.#core(place, depth - 1, first.outputs.length);
    const outputs = [...first.outputs, ...second.outputs];
    const made = this.#ordered(`${prefix}${first.text} ${operator} ${second.text}`, { ...first, outputs }, undefined);
    return { ...made, outputs: first.outputs };
  }

  /** With ORDER BY, or without. */
  #ordered(text: string, { outputs, isGrouped, width }: Core, scope: Place | undefined): Omit<Made, 'outputs'> {
    if (!this.#chance(45)) return { text, isOrdered: false };
    const terms: string[] = [];
    // Beside a column in its other spelling, which is the same to the engine and another one to SQLite, an alias of a later operand is not asked for.
    const isOwn = ({ name = '' }: Item): boolean =>
      !outputs.some((other) => !other.isAlias && lettersOf(other.name ?? '') === lettersOf(name));
    const named = outputs.filter((output) => output.isAlias && (scope !== undefined || isOwn(output)));
    if (named.length > 0 && this.#chance(60)) {
      const name = this.#pick(named).name ?? '';
      // With COLLATE there, SQLite does not find the columns of GROUP BY in a set operation any more.
      terms.push(this.#pick([name, `(${name})`, scope === undefined ? name : `${name} COLLATE BINARY`]));
    }
    if (scope !== undefined && !isGrouped && this.#chance(60)) {
      terms.push(this.#expression(this.#pick(['text', 'number']), scope, 1));
    }
    const directed = terms.map((term) => term + this.#pick(['', ' DESC', ' NULLS LAST']));
    const positions = Array.from({ length: width }, (_, index) => String(index + 1));
    const limit = this.#chance(25) ? ` LIMIT ${this.#below(5)} OFFSET ${this.#below(2)}` : '';
    return { text: `${text} ORDER BY ${[...directed, ...positions].join(', ')}${limit}`, isOrdered: true };
  }

  #core(outer: Place, depth: number, width = 1 + this.#below(3)): Core {
    const { text: from, sources, shared } = this.#sources(outer, depth);
    const inside: Place = { levels: [sources, ...outer.levels], shared, aliases: [], ctes: outer.ctes };
    const isGrouped = this.#chance(15);
    const items = isGrouped ? this.#groupedItems(inside, width) : this.#items(inside, depth, width, sources);
    const seen: Place = { ...inside, aliases: isGrouped ? [] : items.filter(({ isAlias }) => isAlias) };
    const where = this.#chance(45) ? ` WHERE ${this.#condition(seen, depth)}` : '';
    const [group] = items;
    const groupBy = isGrouped && group !== undefined ? ` GROUP BY ${group.text.replace(/ AS \w+$/u, '')}` : '';
    const having = isGrouped && this.#chance(20) ? ' HAVING count(*) > 1' : '';
    const distinct = this.#chance(10) ? 'DISTINCT ' : '';
    const list = items.map((item) => item.text).join(', ');
    const outputs = items.flatMap((item) => item.stands ?? [item]);
    return {
      text: `SELECT ${distinct}${list} FROM ${from}${where}${groupBy}${having}`,
      outputs,
      isGrouped: isGrouped || distinct !== '',
      width: outputs.length,
      scope: seen,
    };
  }

  #sources(outer: Place, depth: number): Pick<Place, 'shared'> & { text: string; sources: readonly Source[] } {
    const sources: Source[] = [];
    const shared = new Set<string>();
    let text = '';
    const count = this.#chance(55) ? 1 : this.#chance(80) ? 2 : 3;
    for (let index = 0; index < count; index += 1) {
      const { source, text: own } = this.#source(outer, depth, sources);
      const before = sources;
      sources.push(source);
      if (index === 0) {
        text = own;
        continue;
      }
      const natural = index === 1 && this.#chance(40) ? naturalNames(before[0], source) : [];
      if (natural.length > 0) {
        for (const name of natural) shared.add(name);
        text += this.#pick([' NATURAL JOIN ', ' NATURAL LEFT JOIN ', ' NATURAL FULL JOIN ']) + own;
        continue;
      }
      const join = this.#pick([', ', ' JOIN ', ' LEFT JOIN ', ' CROSS JOIN ', ' JOIN ', ' RIGHT JOIN ', ' FULL JOIN ']);
      text += join + own;
      if (join === ', ' || join === ' CROSS JOIN ') continue;
      const common = index === 1 ? commonNames(before[0], source) : [];
      if (common.length > 0 && this.#chance(30)) {
        const name = this.#pick(common);
        shared.add(name.toLowerCase());
        text += ` USING (${name})`;
      } else if (this.#chance(95)) {
        // The levels around are left out: a join condition is about its sources.
        text += ` ON ${this.#condition({ levels: [sources], shared, aliases: [], ctes: outer.ctes, isOpen: true }, 0)}`;
      }
    }
    return { text, sources, shared };
  }

  #source(outer: Place, depth: number, before: readonly Source[]): { source: Source; text: string } {
    if (outer.ctes.length > 0 && this.#chance(40)) {
      const cte = this.#pick(outer.ctes);
      const alias = `t${(this.#names += 1)}`;
      return { source: { ...cte, alias }, text: `${cte.alias} ${alias}` };
    }
    if (depth > 1 && this.#chance(30)) {
      const made = this.#query({ ...outer, levels: [] }, depth - 1);
      const alias = `d${(this.#names += 1)}`;
      return { source: sourceOf(alias, made.outputs), text: `(${made.text}) ${this.#pick(['AS ', ''])}${alias}` };
    }
    const index = this.#below(plainTables.length);
    const table = plainTables[index];
    if (table === undefined) throw new Error('There is no such table.');
    const columns = table.properties.flatMap(({ name, kind }) => [
      { name, kind },
      { name: columnName(name), kind },
    ]);
    const bare = table.name.split('.').at(-1) ?? '';
    const isBare = this.#chance(40) && !before.some(({ alias }) => alias === bare);
    const alias = isBare ? bare : `t${(this.#names += 1)}`;
    return {
      source: { alias, columns, outputs: undefined },
      text: isBare ? `«${index}!»` : `«${index}» ${this.#pick(['AS ', ''])}${alias}`,
    };
  }

  #items(place: Place, depth: number, width: number, sources: readonly Source[]): readonly (Item & Standing)[] {
    const items: (Item & Standing)[] = [];
    const used = new Set<string>();
    while (items.reduce((sum, { stands }) => sum + (stands?.length ?? 1), 0) < width) {
      const left = width - items.reduce((sum, { stands }) => sum + (stands?.length ?? 1), 0);
      const starred = sources.find(
        ({ outputs }) => outputs !== undefined && outputs.length > 0 && outputs.length <= left,
      );
      if (starred?.outputs !== undefined && this.#chance(25)) {
        const stands = starred.outputs.map((output) => ({ ...output, isAlias: false }));
        items.push({ text: `${starred.alias}.*`, name: undefined, isAlias: false, kind: 'text', stands });
        continue;
      }
      const kind = this.#pick<Kind>(['text', 'number']);
      const isPlain = this.#chance(45);
      const column = isPlain ? this.#column(kind, place) : undefined;
      const expression =
        column?.text ?? (this.#chance(15) ? this.#window(place) : this.#expression(kind, place, depth));
      const alias = this.#pick(aliases);
      if (this.#chance(60) && !used.has(alias.toLowerCase())) {
        used.add(alias.toLowerCase());
        items.push({ text: `${expression} AS ${alias}`, name: alias, isAlias: true, kind });
      } else {
        items.push({ text: expression, name: column?.name ?? nameOfColumn(expression), isAlias: false, kind });
      }
    }
    return items;
  }

  /** A column and aggregates. */
  #groupedItems(place: Place, width: number): readonly (Item & Standing)[] {
    const column = this.#column('text', place) ?? { text: "'a'", name: undefined };
    const items: (Item & Standing)[] = [{ text: column.text, name: column.name, isAlias: false, kind: 'text' }];
    for (let index = 1; index < width; index += 1) {
      const inner = this.#column('text', place)?.text ?? "'a'";
      const call = this.#pick(['count(*)', `count(DISTINCT ${inner})`, `min(${inner})`, `max(upper(${inner}))`]);
      const alias = this.#pick(['n', 'x', 'user_pool_name', 'UserPoolName']);
      const isNamed = !items.some(({ name }) => name?.toLowerCase() === alias.toLowerCase());
      items.push({
        text: isNamed ? `${call} AS ${alias}` : call,
        name: isNamed ? alias : undefined,
        isAlias: isNamed,
        kind: call.startsWith('count') ? 'number' : 'text',
      });
    }
    return items;
  }

  #window(place: Place): string {
    const by = this.#column('text', place)?.text ?? '1';
    const order = this.#column(this.#pick<Kind>(['text', 'number']), place)?.text ?? '1';
    const call = this.#pick(['rank()', 'count(*)', 'dense_rank()', `max(${by})`]);
    return `${call} OVER (${this.#chance(50) ? `PARTITION BY ${by} ` : ''}ORDER BY ${order})`;
  }

  /** A use of a column that means one thing. */
  #column(kind: Kind, place: Place): { readonly text: string; readonly name: string } | undefined {
    const level = place.levels.length > 1 && this.#chance(25) ? 1 + this.#below(place.levels.length - 1) : 0;
    const sources = place.levels[level] ?? [];
    if (sources.length === 0) return undefined;
    const source = this.#pick(sources);
    const columns = source.columns.filter((column) => column.kind === kind);
    if (columns.length === 0) return undefined;
    const { name } = this.#pick(columns);
    const wanted = name.toLowerCase();
    const isHere = ({ columns, outputs }: Source): boolean =>
      (outputs ?? columns).some((column) => column.name?.toLowerCase() === wanted);
    const isHidden =
      place.levels.slice(0, level).some((inner) => inner.some(isHere)) ||
      (level > 0 && place.aliases.some((alias) => alias.name?.toLowerCase() === wanted));
    // What a third source has too is shared with two alone.
    const isShared = level === 0 && place.shared.has(wanted) && sources.filter(isHere).length <= 2;
    const isAlone = sources.filter(isHere).length === 1 || isShared;
    const isSeen = !isHidden && isAlone;
    const isOuterShared = level > 0 && sources.filter(isHere).length > 1;
    const isBare = place.isOpen !== true && isSeen && !isOuterShared && this.#chance(60);
    const isUnseen = place.levels.slice(0, level).some((inner) => inner.some(({ alias }) => alias === source.alias));
    if (isUnseen && !isBare) return undefined;
    const spelled = this.#chance(10) ? name.toUpperCase() : name;
    // Only column spelling goes without regard to case.
    const shown = name === wanted ? spelled : name;
    return { text: isBare ? shown : `${source.alias}.${shown}`, name: shown };
  }

  #expression(kind: Kind, place: Place, depth: number): string {
    if (depth > 0 && this.#chance(8)) return this.#scalar(kind, place, depth);
    const alias = place.aliases.filter((item) => item.kind === kind && !isSource(place, item.name ?? ''));
    if (alias.length > 0 && this.#chance(20)) return this.#pick(alias).name ?? '';
    const column = this.#column(kind, place)?.text;
    if (column !== undefined && this.#chance(60)) return this.#chance(10) ? `(${column})` : column;
    return kind === 'text' ? this.#text(place, depth, column) : this.#number(place, depth, column);
  }

  #text(place: Place, depth: number, column: string | undefined): string {
    const literal = `'${this.#pick(words)}'`;
    const inner = column ?? literal;
    if (depth <= 0) return inner;
    switch (this.#below(6)) {
      case 0:
        return `upper(${inner})`;
      case 1:
        return `${inner} || ${this.#expression('text', place, depth - 1)}`;
      case 2:
        return `coalesce(${inner}, ${literal})`;
      case 3:
        return `CASE WHEN ${this.#condition(place, 0)} THEN ${inner} ELSE ${literal} END`;
      case 4:
        return `substr(${inner}, 1, ${1 + this.#below(3)})`;
      default:
        return literal;
    }
  }

  #number(place: Place, depth: number, column: string | undefined): string {
    const literal = String(this.#below(40));
    const inner = column ?? literal;
    if (depth <= 0) return inner;
    switch (this.#below(5)) {
      case 0:
        return `length(${this.#expression('text', place, depth - 1)})`;
      case 1:
        return `${inner} + ${this.#expression('number', place, depth - 1)}`;
      case 2:
        return `-(${inner})`;
      case 3:
        return `CAST(${inner} AS INTEGER)`;
      default:
        return literal;
    }
  }

  /** A subselect of one value. */
  #scalar(kind: Kind, place: Place, depth: number): string {
    const { text, sources, shared } = this.#sources({ ...place, levels: [] }, Math.min(depth - 1, 1));
    const inside: Place = { ...place, levels: [sources, ...place.levels], shared, aliases: [] };
    const what = kind === 'number' ? 'count(*)' : `max(${this.#column('text', inside)?.text ?? "'a'"})`;
    return `(SELECT ${what} FROM ${text} WHERE ${this.#condition(inside, 0)})`;
  }

  /** All columns of sources, resources among them: how many there are differs, so only whether there is a row can be compared. */
  #everything(place: Place): { readonly text: string } {
    const { text, sources, shared } = this.#sources({ ...place, levels: [] }, 1);
    const inside: Place = { ...place, levels: [sources, ...place.levels], shared, aliases: [] };
    return { text: `SELECT * FROM ${text} WHERE ${this.#condition(inside, 0)}` };
  }

  #condition(place: Place, depth: number): string {
    if (this.#chance(30)) {
      const terms = [this.#term(place, depth), this.#term(place, depth)];
      return this.#chance(70) ? terms.join(' AND ') : `(${terms.join(' OR ')})`;
    }
    return this.#term(place, depth);
  }

  #term(place: Place, depth: number): string {
    const kind = this.#pick<Kind>(['text', 'text', 'number']);
    const left = this.#expression(kind, place, Math.min(depth, 1));
    const literal = kind === 'text' ? `'${this.#pick(words)}'` : String(this.#below(40));
    switch (this.#below(depth > 0 ? 9 : 7)) {
      case 0:
        return `${left} = ${literal}`;
      case 1:
        return `${literal} ${this.#pick(['<>', '<', '>=', 'IS NOT'])} ${left}`;
      case 2:
        return `${left} IN (${literal}, ${kind === 'text' ? "'p1'" : '30'})`;
      case 3:
        return `${left} IS NOT NULL`;
      case 4:
        return `${left} = ${this.#expression(kind, place, 0)}`;
      case 5:
        return `NOT (${left} BETWEEN ${literal} AND ${this.#expression(kind, place, 0)})`;
      case 6:
        return kind === 'text' ? `${left} LIKE '%${this.#pick(['p', 'e', '1'])}%'` : `${left} > ${literal}`;
      case 7: {
        const made = this.#query({ ...place, aliases: [] }, depth - 1, 1);
        return `${left} ${this.#pick(['IN', 'NOT IN'])} (${made.text})`;
      }
      default: {
        const isStarred = this.#chance(20);
        const made = isStarred ? this.#everything(place) : this.#query({ ...place, aliases: [] }, depth - 1);
        return `${this.#pick(['EXISTS', 'NOT EXISTS'])} (${made.text})`;
      }
    }
  }
}

interface Core {
  readonly text: string;
  readonly outputs: readonly Item[];
  readonly isGrouped: boolean;
  readonly width: number;
  readonly scope: Place;
}

/** What an item is that stands for several. */
interface Standing {
  readonly stands?: readonly Item[];
}

/** A query as a source: what has a name of its own can be named. */
function sourceOf(alias: string, outputs: readonly Item[]): Source {
  const columns = outputs.flatMap(({ name, kind }): readonly Column[] => {
    if (name === undefined) return [];
    const alike = outputs.filter((other) => other.name?.toLowerCase() === name.toLowerCase());
    return alike.length === 1 ? [{ name, kind }] : [];
  });
  return { alias, columns, outputs };
}

/** The name that an expression has where it is a column and nothing else: `(t.x)` is x. */
function nameOfColumn(expression: string): string | undefined {
  return /^\(?(?:\w+\.)?([a-z]\w*)\)?$/iu.exec(expression)?.[1];
}

/**
 * What NATURAL shares, in lower case: of queries whose outputs all have a name. A property in both spellings is one column to the engine
 * and two to SQLite, so that none may be among them.
 */
function naturalNames(left: Source | undefined, right: Source): readonly string[] {
  const names = (source: Source | undefined): readonly string[] | undefined => {
    const found = source?.outputs?.flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()])) ?? [];
    const isWhole = found.length === source?.outputs?.length && new Set(found.map(lettersOf)).size === found.length;
    return isWhole ? found : undefined;
  };
  const [ours, theirs] = [names(left), names(right)];
  if (ours === undefined || theirs === undefined) return [];
  const common = ours.filter((name) => theirs.includes(name));
  const alike = ours.filter((name) => theirs.some((other) => lettersOf(other) === lettersOf(name)));
  return common.length === alike.length ? common : [];
}

function lettersOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

function commonNames(left: Source | undefined, right: Source): readonly string[] {
  if (left?.outputs !== undefined || right.outputs !== undefined) return [];
  return (left?.columns ?? [])
    .map(({ name }) => name)
    .filter((name) => right.columns.some((column) => column.name === name));
}

function isSource(place: Place, name: string): boolean {
  const wanted = name.toLowerCase();
  return place.levels.some((level) =>
    level.some(({ columns }) => columns.some((column) => column.name.toLowerCase() === wanted)),
  );
}

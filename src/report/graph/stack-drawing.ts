import { typeNamesOf } from '../../check/selectable-resources.ts';
import type { Survey } from '../../check/prepare-queries.ts';
import type { Registry } from '../../resource-types/resource-type.ts';
import { formatAddress } from '../../stack/address.ts';
import type { Stack } from '../../stack/stack.ts';

/** What a plan does with a resource; each has a colour of its own. */
export type DrawnAction = 'create' | 'update' | 'replace' | 'delete' | 'adopt' | 'resend' | 'unchanged';

/** The graph of a stack as it is drawn, in whatever format. */
export interface StackDrawing {
  readonly title: string;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

export interface DrawnNode {
  readonly name: string;
  /** The resource types that it stands for, or its kind where it stands for none. */
  readonly detail: string;
  /** Its `if` is false: it is drawn with a dashed line. */
  readonly isSkipped: boolean;
  readonly action: DrawnAction | undefined;
}

export interface DrawnEdge {
  /** What is made first. */
  readonly from: string;
  /** What uses it. */
  readonly to: string;
  /** The values that are used, each once; empty where none are to be shown. */
  readonly values: readonly string[];
  /** Nothing but `depends_on` says so. */
  readonly isWithoutValue: boolean;
}

export interface DrawOptions {
  /** Names the values on the arrows. Default: false. */
  readonly values?: boolean;
  /** What a plan does, by written address. Default: no colours. */
  readonly actions?: ReadonlyMap<string, DrawnAction>;
}

/** Every resource of a stack in manifest order, and an arrow from each that is used to each that uses it. */
export function drawStack(
  { manifest, graph }: Stack,
  survey: Survey,
  registry: Registry,
  { values = false, actions = new Map() }: DrawOptions,
): StackDrawing {
  const surveyed = [...survey.resources].sort((left, right) => left.resource.position - right.resource.position);
  return {
    title: manifest.name,
    nodes: surveyed.map((one) => {
      const { name, address, manifest: entry } = one.resource;
      const types = typeNamesOf(one, registry).join(', ');
      const kind = entry.kind === 'resource' ? '' : entry.kind;
      return {
        name,
        detail: [kind, types].filter((part) => part !== '').join(': '),
        isSkipped: one.isSkipped,
        action: actions.get(formatAddress(address)),
      };
    }),
    edges: graph.edges.map(({ from, to, uses }) => {
      const taken = uses.filter(({ where }) => where.kind !== 'depends_on');
      const shown = taken.map(({ path }) => (path[0] === to ? path.slice(1) : path).join('.'));
      return {
        from: to,
        to: from,
        values: values ? [...new Set(shown)].filter((value) => value !== '') : [],
        isWithoutValue: taken.length === 0,
      };
    }),
  };
}

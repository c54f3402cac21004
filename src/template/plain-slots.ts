import { budgets } from '../base/budgets.ts';
import { locationIn, type Location } from '../diagnostics/source.ts';
import { Unknown, type Value } from '../values/value.ts';
import type { BodyNode } from './syntax/nodes.ts';
import type { Names, Piece, Template, TextPiece } from './template.ts';

/** A template of nothing but text and names, `'{{ region }}'`: what most are. It takes no interpreter to render. */
export type PlainSlots = readonly (TextPiece | NamedSlot)[];

interface NamedSlot {
  readonly kind: 'name';
  readonly name: string;
  /** The expression, `{{` and `}}` included. */
  readonly at: Location;
}

/** Where the interpreter's budgets are far away. */
const mostSlots = 1000;
const mostCharacters = budgets.renderedCharacters / 2;

const known = new WeakMap<BodyNode, PlainSlots | undefined>();

/** The slots of a template that many renderings share; see `findPlainSlots`. */
export function plainSlotsOf(template: Template, body: BodyNode): PlainSlots | undefined {
  if (!known.has(body)) known.set(body, findPlainSlots(template, body));
  return known.get(body);
}

/** Undefined for a template that has more than text and names. */
export function findPlainSlots({ excerpt }: Template, body: BodyNode): PlainSlots | undefined {
  const slots: (TextPiece | NamedSlot)[] = [];
  for (const node of body.children) {
    if (node.typename !== 'Output') return undefined;
    for (const child of node.children) {
      if (child.typename === 'TemplateData')
        slots.push({ kind: 'text', text: child.value, excerpt, offset: child.start });
      else if (child.typename === 'Symbol')
        slots.push({ kind: 'name', name: child.value, at: locationIn(excerpt, node.start, node.end) });
      else return undefined;
    }
  }
  return slots.length > mostSlots ? undefined : slots;
}

/**
 * What the interpreter would make of the template. Undefined where a name means nothing, or a value is so large or of such a kind that the
 * interpreter has to look at it.
 */
export function fillSlots(slots: PlainSlots, names: Names): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let characters = 0;
  for (const slot of slots) {
    if (slot.kind === 'text') {
      characters += slot.text.length;
      pieces.push(slot);
      continue;
    }
    const value = names.lookup(slot.name);
    const size = value === undefined ? undefined : sizeOf(value);
    if (value === undefined || size === undefined) return undefined;
    characters += size;
    pieces.push({ kind: 'slot', value, at: slot.at });
  }
  return characters > mostCharacters ? undefined : pieces;
}

function sizeOf(value: Value): number | undefined {
  if (typeof value === 'string') return value.length;
  if (value instanceof Unknown) return value.name.length;
  return typeof value === 'object' && value !== null ? undefined : 5;
}

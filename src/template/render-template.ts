import { budgets } from '../base/budgets.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { locationIn } from '../diagnostics/source.ts';
import { joinText } from '../values/text.ts';
import { isValueMap, type Value } from '../values/value.ts';
import { Interpreter } from './interpreter/interpreter.ts';
import { originOf, firstUnknown } from './interpreter/marks.ts';
import { memberOf } from './interpreter/members.ts';
import { Stop } from './interpreter/stop.ts';
import { truthOf } from './interpreter/truth.ts';
import type { TemplateRoot } from './parse-template.ts';
import { helpForMissing } from './missing-name.ts';
import { fillSlots, findPlainSlots, plainSlotsOf } from './plain-slots.ts';
import type { Names, Piece, Reference, RenderContext, Rendered, Rendering, SlotPiece, Template } from './template.ts';

/** The text of a template with its values in their slots. */
export function renderTemplate(template: Template, context: RenderContext): Rendering<Rendered> {
  const root = rootOf(template);
  if (root.kind === 'plain') return plainText(template);
  const pieces = plainPieces(template, root, context.names, plainSlotsOf);
  if (pieces !== undefined) return { kind: 'rendered', value: { pieces }, warnings: [] };
  return rendering(template, context, (interpreter) => {
    if (root.kind === 'body') return { pieces: interpreter.run(root.body) };
    const { expression } = root;
    const value = interpreter.single(expression);
    const at = locationIn(template.excerpt, expression.start, expression.end);
    return { pieces: [{ kind: 'slot', value, at }] };
  });
}

/** The value of a template: of its expression where it is one alone, with its type; else its text, in which secret and unknown parts stay marked. */
export function evaluateTemplate(template: Template, context: RenderContext): Rendering<Value> {
  const root = rootOf(template);
  if (root.kind === 'plain') return { kind: 'rendered', value: template.excerpt.text, warnings: [] };
  // Most values have a template of their own, which is rendered once: nothing is kept of it.
  const pieces = plainPieces(template, root, context.names, findPlainSlots);
  if (pieces !== undefined) {
    const alone = root.kind === 'body' && root.single !== undefined ? pieces.find(isSlot) : undefined;
    const values = pieces.map((piece) => (isSlot(piece) ? piece.value : piece.text));
    const value = alone === undefined ? joinText(values) : alone.value;
    return { kind: 'rendered', value, warnings: [] };
  }
  return rendering(template, context, (interpreter) => valueOf(interpreter, root));
}

/** Whether a condition holds, by Python's truth. One that hangs on an unknown is undecided. */
export function evaluateCondition(template: Template, context: RenderContext): Rendering<boolean> {
  const root = rootOf(template);
  if (root.kind === 'plain') return { kind: 'rendered', value: template.excerpt.text !== '', warnings: [] };
  return rendering(template, context, (interpreter) => {
    const value = valueOf(interpreter, root);
    const truth = truthOf(value);
    if (truth !== undefined) return truth;
    const unknown = firstUnknown([value]);
    if (unknown === undefined) throw new Error('A value without a truth must hold an unknown.');
    const at = locationIn(template.excerpt, 0, template.excerpt.text.length);
    throw new Stop({ kind: 'undecided', unknown: originOf(unknown), at });
  });
}

/** What a template of text and names renders to; undefined where the interpreter is needed. */
function plainPieces(
  template: Template,
  root: Exclude<TemplateRoot, { kind: 'plain' }>,
  names: Names,
  slotsOf: typeof findPlainSlots,
): readonly Piece[] | undefined {
  const slots = root.kind === 'body' ? slotsOf(template, root.body) : undefined;
  return slots && fillSlots(slots, names);
}

function isSlot(piece: Piece): piece is SlotPiece {
  return piece.kind === 'slot';
}

function rootOf(template: Template): TemplateRoot {
  // Templates are made by this folder's parsers only.
  return template.root as TemplateRoot;
}

function valueOf(interpreter: Interpreter, root: Exclude<TemplateRoot, { kind: 'plain' }>): Value {
  if (root.kind === 'expression') return interpreter.single(root.expression);
  if (root.single !== undefined) return interpreter.single(root.single);
  return interpreter.textOf(interpreter.run(root.body), root.body);
}

function plainText({ excerpt }: Template): Rendering<Rendered> {
  const { text } = excerpt;
  if (text.length > budgets.renderedCharacters) {
    const message = `the rendered text has more than ${budgets.renderedCharacters} characters`;
    const at = locationIn(excerpt, 0, 1);
    return { kind: 'refused', diagnostics: [mistake('template/budget', message, { at })] };
  }
  const pieces: readonly Piece[] = text === '' ? [] : [{ kind: 'text', text, excerpt, offset: 0 }];
  return { kind: 'rendered', value: { pieces }, warnings: [] };
}

function rendering<T>(
  template: Template,
  context: RenderContext,
  render: (interpreter: Interpreter) => T,
): Rendering<T> {
  const undefinedNames = findUndefined(template.references, context.names);
  if (undefinedNames.length > 0) return { kind: 'refused', diagnostics: undefinedNames };
  const interpreter = new Interpreter(template, context);
  try {
    const value = render(interpreter);
    return { kind: 'rendered', value, warnings: interpreter.warnings };
  } catch (error) {
    if (error instanceof Stop) return error.outcome;
    throw error;
  }
}

/** Everything undefined that a rendering cannot avoid, all at once; the rest is found on the way. */
function findUndefined(references: readonly Reference[], names: Names): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const reference of references) {
    if (reference.optional || reference.conditional === true) continue;
    const value = names.lookup(reference.name);
    const problem = value === undefined ? missingName(reference.name, names) : missingMember(reference, value, names);
    if (problem === undefined) continue;
    const { message, help } = problem;
    found.push(mistake('template/undefined', message, { at: reference.at, ...(help === undefined ? {} : { help }) }));
  }
  return found;
}

interface Problem {
  readonly message: string;
  readonly help: string | undefined;
}

function missingName(name: string, names: Names): Problem {
  return { message: `"${name}" is not defined`, help: helpForMissing(name, names) };
}

function missingMember(reference: Reference, value: Value, names: Names): Problem | undefined {
  let current = value;
  let path = reference.name;
  for (const member of reference.members) {
    if (!isValueMap(current)) return undefined;
    const lookup = memberOf(current, member, `"${path}"`);
    if (lookup.kind === 'missing')
      return path === 'vars' ? { ...lookup, help: names.howToSet?.(member) ?? lookup.help } : lookup;
    current = lookup.value;
    path += `.${member}`;
  }
  return undefined;
}

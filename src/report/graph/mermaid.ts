import { actionColours } from './action-colours.ts';
import type { DrawnAction, DrawnEdge, DrawnNode, StackDrawing } from './stack-drawing.ts';

/** The style of each class; the text stays dark, so that it can be read on the dark pages of GitHub too. */
const styles: ReadonlyMap<DrawnAction | 'skipped', string> = new Map<DrawnAction | 'skipped', string>([
  // The keys of a record are those of its type.
  ...(Object.keys(actionColours) as DrawnAction[]).map((action): [DrawnAction, string] => {
    const { fill, line } = actionColours[action];
    return [action, `fill:${fill},stroke:${line},color:#1f2328`];
  }),
  ['skipped', 'stroke-dasharray:4 4'],
]);

/** The drawing as a flowchart of Mermaid, which GitHub shows in Markdown. */
export function formatMermaid({ nodes, edges }: StackDrawing): string {
  const ids = new Map(nodes.map(({ name }, index) => [name, `n${index}`]));
  const idOf = (name: string): string => ids.get(name) ?? '';
  const classes = [...styles].flatMap(([name, style]) => {
    const members = nodes.filter((node) => isOfClass(node, name)).map((node) => idOf(node.name));
    return members.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${members.join(',')} ${name}`];
  });
  const lines = [
    'flowchart TD',
    ...nodes.map((node) => `  ${idOf(node.name)}["${textOf(node)}"]`),
    ...edges.map((edge) => `  ${idOf(edge.from)} ${arrowOf(edge)} ${idOf(edge.to)}`),
    ...classes,
  ];
  return lines.map((line) => line + '\n').join('');
}

function isOfClass(node: DrawnNode, name: DrawnAction | 'skipped'): boolean {
  return name === 'skipped' ? node.isSkipped : node.action === name;
}

function textOf({ name, detail }: DrawnNode): string {
  return detail === '' ? quoted(name) : `${quoted(name)}<br/>${quoted(detail)}`;
}

function arrowOf({ values, isWithoutValue }: DrawnEdge): string {
  const line = isWithoutValue ? '-.->' : '-->';
  return values.length === 0 ? line : `${line}|"${values.map(quoted).join('<br/>')}"|`;
}

/** Inside quotes Mermaid reads entities, HTML and Markdown: whatever begins one of them is written as an entity. */
function quoted(text: string): string {
  return text.replace(/[#"&<>`*\\\p{Cc}]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}

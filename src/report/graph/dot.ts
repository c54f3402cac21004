import { actionColours } from './action-colours.ts';
import type { DrawnEdge, DrawnNode, StackDrawing } from './stack-drawing.ts';

/** The drawing in the language of Graphviz. */
export function formatDot({ title, nodes, edges }: StackDrawing): string {
  const lines = [
    `digraph ${quoted(title)} {`,
    '  node [shape=box];',
    ...nodes.map((node) => `  ${quoted(node.name)} [${nodeAttributes(node).join(', ')}];`),
    ...edges.map((edge) => `  ${quoted(edge.from)} -> ${quoted(edge.to)}${edgeAttributes(edge)};`),
    '}',
  ];
  return lines.map((line) => line + '\n').join('');
}

function nodeAttributes({ name, detail, isSkipped, action }: DrawnNode): readonly string[] {
  const styles = [...(action === undefined ? [] : ['filled']), ...(isSkipped ? ['dashed'] : [])];
  const colour = action === undefined ? undefined : actionColours[action];
  return [
    `label=${quoted(detail === '' ? name : `${name}\n${detail}`)}`,
    ...(styles.length === 0 ? [] : [`style=${quoted(styles.join(','))}`]),
    ...(colour === undefined ? [] : [`fillcolor=${quoted(colour.fill)}`, `color=${quoted(colour.line)}`]),
  ];
}

function edgeAttributes({ values, isWithoutValue }: DrawnEdge): string {
  const attributes = [
    ...(values.length === 0 ? [] : [`label=${quoted(values.join('\n'))}`]),
    ...(isWithoutValue ? ['style=dotted'] : []),
  ];
  return attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`;
}

/** In quotes only the quote ends the text; a backslash begins an escape of Graphviz. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped.replace(/\p{Cc}/gu, ' ')}"`;
}

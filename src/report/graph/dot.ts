import type { DrawnAction, DrawnEdge, DrawnNode, StackDrawing } from './stack-drawing.ts';

/** Fill and line. */
const colours: Readonly<Record<DrawnAction, readonly [fill: string, line: string]>> = {
  create: ['#d4f4dd', '#2da44e'],
  update: ['#fff3cd', '#bf8700'],
  replace: ['#ffe0c2', '#d1570e'],
  delete: ['#ffd7d5', '#cf222e'],
  adopt: ['#ddf4ff', '#0969da'],
  resend: ['#fbefff', '#8250df'],
  unchanged: ['#f6f8fa', '#8c959f'],
};

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
  const colour = action === undefined ? undefined : colours[action];
  return [
    `label=${quoted(detail === '' ? name : `${name}\n${detail}`)}`,
    ...(styles.length === 0 ? [] : [`style=${quoted(styles.join(','))}`]),
    ...(colour === undefined ? [] : [`fillcolor=${quoted(colour[0])}`, `color=${quoted(colour[1])}`]),
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

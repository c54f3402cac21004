import type { DrawnAction } from './stack-drawing.ts';

/** The colours of a node, as `#rrggbb`. */
export interface NodeColours {
  readonly fill: string;
  readonly line: string;
}

/** What a plan does with a resource, in every format of the graph; dark text can be read on each fill. */
export const actionColours: Readonly<Record<DrawnAction, NodeColours>> = {
  create: { fill: '#d4f4dd', line: '#2da44e' },
  update: { fill: '#fff3cd', line: '#bf8700' },
  replace: { fill: '#ffe0c2', line: '#d1570e' },
  delete: { fill: '#ffd7d5', line: '#cf222e' },
  adopt: { fill: '#ddf4ff', line: '#0969da' },
  resend: { fill: '#fbefff', line: '#8250df' },
  unchanged: { fill: '#f6f8fa', line: '#8c959f' },
};

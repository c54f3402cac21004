import type { CallArguments, Expression } from './nodes.ts';

export const noArguments: CallArguments = { positional: [], keywords: [] };

export function argumentValues(args: CallArguments): readonly Expression[] {
  return [...args.positional, ...args.keywords.map((keyword) => keyword.value)];
}

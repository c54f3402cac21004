import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { StackResource } from '../stack/stack.ts';

/** Conditions that read otherwise in stackql-deploy 2, so that a stack from there would build here what it never built. */
export function bareNames({ condition }: StackResource): readonly Diagnostic[] {
  return (condition?.bareComparisons ?? []).map(({ name, at, always, braced }) =>
    warning(
      'manifest/bare-name',
      `${name} stands without braces: its value is compared here, its letters in stackql-deploy 2, where this is always ${String(always)}`,
      { at, help: `write ${braced}, which is the value in both` },
    ),
  );
}

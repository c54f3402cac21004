import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { mistake, warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { Anchor, QueryOptions } from './anchored-query.ts';

/** `name = value` as it stands behind an anchor's name. */
export interface WrittenOption {
  readonly name: string;
  /** undefined where no `=` follows the name. */
  readonly value: string | undefined;
  readonly nameAt: Location;
  readonly valueAt: Location;
}

type OptionName =
  | 'retries'
  | 'retry_delay'
  | 'postdelete_retries'
  | 'postdelete_retry_delay'
  | 'short_circuit_field'
  | 'short_circuit_value';

/** What each option takes, and the anchors that it belongs to. */
const options: Readonly<
  Record<OptionName, { readonly least: number | 'text'; readonly on: 'any' | 'exists' | 'callback' }>
> = {
  retries: { least: 1, on: 'any' },
  retry_delay: { least: 0, on: 'any' },
  postdelete_retries: { least: 1, on: 'exists' },
  postdelete_retry_delay: { least: 0, on: 'exists' },
  short_circuit_field: { least: 'text', on: 'callback' },
  short_circuit_value: { least: 'text', on: 'callback' },
};

/** Every option that an anchor may have. */
export const anchorOptionNames: readonly string[] = Object.keys(options);

/** No query is asked more often, and no wait is longer (a day in seconds). */
const most = 86_400;

/** The options of an anchor with every default filled in, and what is wrong with those that are written. */
export function parseAnchorOptions(
  anchor: Anchor,
  written: readonly WrittenOption[],
): { readonly options: QueryOptions; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const values = new Map<OptionName, { readonly value: string; readonly option: WrittenOption }>();
  for (const option of written) {
    const problem = problemOf(anchor, option);
    if (problem !== undefined) {
      diagnostics.push(problem);
      continue;
    }
    if (!isOptionName(option.name) || option.value === undefined) continue;
    const before = values.get(option.name);
    if (before !== undefined) {
      diagnostics.push(
        mistake('query/wrong-option', `duplicate option ${option.name}`, {
          at: option.nameAt,
          related: [{ message: 'first here', at: before.option.nameAt }],
        }),
      );
      continue;
    }
    values.set(option.name, { value: option.value, option });
  }
  const field = values.get('short_circuit_field');
  const value = values.get('short_circuit_value');
  const lone = field === undefined ? value : value === undefined ? field : undefined;
  if (lone !== undefined) {
    const missing = lone === field ? 'short_circuit_value' : 'short_circuit_field';
    diagnostics.push(
      mistake('query/wrong-option', `${lone.option.name} does nothing without ${missing}`, {
        at: lone.option.nameAt,
        help: `add ${missing}=…`,
      }),
    );
  }
  const number = (name: OptionName, fallback: number): number => Number(values.get(name)?.value ?? fallback);
  const isCallback = anchor.startsWith('callback');
  return {
    options: {
      retries: number('retries', isCallback ? 3 : 1),
      retryDelaySeconds: number('retry_delay', isCallback ? 5 : 0),
      postdeleteRetries: number('postdelete_retries', 10),
      postdeleteRetryDelaySeconds: number('postdelete_retry_delay', 5),
      shortCircuit: field === undefined || value === undefined ? undefined : { field: field.value, value: value.value },
    },
    diagnostics,
  };
}

function problemOf(anchor: Anchor, option: WrittenOption): Diagnostic | undefined {
  const { name, value, nameAt, valueAt } = option;
  if (!isOptionName(name)) {
    const near = didYouMean(name, anchorOptionNames);
    if (near !== undefined)
      return mistake('query/unknown-option', `there is no option ${name}`, { at: nameAt, help: near });
    return warning('query/unknown-option', `there is no option ${name}: it has no effect`, {
      at: nameAt,
      help: `the options are ${anchorOptionNames.join(', ')}`,
    });
  }
  const { least, on } = options[name];
  if (on !== 'any' && anchor.split(':')[0] !== on) {
    const message = `the option ${name} has no effect on ${anchor}: it belongs to ${on}`;
    return warning('query/unknown-option', message, { at: nameAt });
  }
  const example = least === 'text' ? (name === 'short_circuit_field' ? 'OperationStatus' : 'SUCCESS') : '5';
  if (value === undefined || value === '') {
    return mistake('query/wrong-option', `the option ${name} has no value`, {
      at: nameAt,
      help: `write ${name}=${example}`,
    });
  }
  if (least === 'text') return undefined;
  const isFine = /^[0-9]{1,5}$/u.test(value) && Number(value) >= least && Number(value) <= most;
  return isFine
    ? undefined
    : mistake('query/wrong-option', `${name} must be a whole number from ${least} to ${most}, not ${value}`, {
        at: valueAt,
      });
}

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

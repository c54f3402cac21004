import { nearest } from '../diagnostics/did-you-mean.ts';

/** `awscc`, and the provider of StackQL that speaks to the services' own APIs, which is read as it. */
const ours = ['awscc', 'aws'];

/** Whether the first part of a name in a statement is a provider other than AWS: neither of ours, nor one of them misspelt. */
export function isOtherProvider(provider: string): boolean {
  const wanted = provider.toLowerCase();
  return !ours.includes(wanted) && nearest(wanted, ours).length === 0;
}

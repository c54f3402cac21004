import type { Palette } from '../../report/palette.ts';
import { createSpinner } from '../../report/spinner.ts';
import { providerName } from '../../report/listing/listing.ts';
import type { Stream } from '../context.ts';

/** How far a listing is: a line that moves on a terminal, and what was done in the end. */
export interface ListingProgress {
  initialised(): void;
  /** How many types there are to list, parents and regions counted. */
  begin(total: number): void;
  /** One of them is done. */
  listed(typeName: string, ok: boolean): void;
  close(): void;
}

export function createListingProgress(errors: Stream, palette: Palette, now: () => number): ListingProgress {
  const write = (text: string): void => errors.write(text);
  const spinner = errors.isTerminal ? createSpinner(write, () => errors.columns(), now) : undefined;
  let total = 0;
  let done = 0;
  let ok = true;
  const sign = (good: boolean): string => (good ? palette.good('✓') : palette.bad('✖'));
  const progress: ListingProgress = {
    initialised: () => write(`${sign(true)} ${providerName}\n  ${sign(true)} Initialising\n`),
    begin: (steps) => {
      total = steps;
      spinner?.start(`Listing 0/${total}`);
    },
    listed: (typeName, good) => {
      if (good) done += 1;
      else ok = false;
      spinner?.start(`Listing ${done}/${total}: ${typeName}`);
    },
    close: () => {
      spinner?.stop();
      if (total > 0) write(`  ${sign(ok)} Listing ${done}/${total}\n`);
    },
  };
  write(`Listing resources on 1 provider: ${providerName}\n`);
  return progress;
}

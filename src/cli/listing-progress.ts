import type { Palette } from '../report/palette.ts';
import { createSpinner } from '../report/spinner.ts';
import { providerName } from '../report/listing/listing.ts';
import type { Stream } from './context.ts';

/** How far a listing is: a line that moves on a terminal, and what was done in the end. */
export interface ListingProgress {
  initialised(): void;
  /** Before the type is listed. */
  listing(typeName: string): void;
  /** After it. */
  listed(ok: boolean): void;
  close(): void;
}

export function createListingProgress(errors: Stream, palette: Palette): ListingProgress & { total: number } {
  const write = (text: string): void => errors.write(text);
  const spinner = errors.isTerminal ? createSpinner(write, () => errors.columns()) : undefined;
  let done = 0;
  let ok = true;
  const sign = (good: boolean): string => (good ? palette.good('✓') : palette.bad('✖'));
  const progress = {
    total: 0,
    initialised: () => write(`${sign(true)} ${providerName}\n  ${sign(true)} Initialising\n`),
    listing: (typeName: string) => spinner?.start(`Listing ${done + 1}/${progress.total}: ${typeName}`),
    listed: (good: boolean) => {
      if (good) done += 1;
      else ok = false;
    },
    close: () => {
      spinner?.stop();
      if (progress.total > 0) write(`  ${sign(ok)} Listing ${done}/${progress.total}\n`);
    },
  };
  write(`Listing resources on 1 provider: ${providerName}\n`);
  return progress;
}

import { expect } from 'chai';
import type { StatementFailure } from '../../../../src/engine/engine.ts';
import type { Failure, FailureKind } from '../../../../src/provider/failure.ts';
import type { LeftOut, Listing } from '../../../../src/report/listing/listing.ts';
import { listingTroubleLines } from '../../../../src/report/listing/trouble-lines.ts';
import { plainPalette } from '../../../../src/report/palette.ts';

function failed(kind: FailureKind, message: string): StatementFailure {
  const failure: Failure = {
    kind,
    operation: 'ListResources',
    region: 'eu-west-1',
    typeName: 'AWS::A::B',
    identifier: undefined,
    errorName: undefined,
    message,
    handlerErrorCode: undefined,
    requestToken: undefined,
    requestId: undefined,
    hooks: [],
    attempts: 1,
  };
  return { kind: 'failed', failure, done: [] };
}

function listingOf(given: Partial<Listing>): Listing {
  return { types: [], leftOut: [], knowsManaged: false, ...given };
}

function lines(listing: Listing): readonly string[] {
  const mask = (text: string): string => text.replace('hunter2', '***');
  return listingTroubleLines(listing, { width: undefined, palette: plainPalette, mask });
}

describe('what is not in a listing', () => {
  const leftOut = (why: LeftOut['why'], amount: number): readonly LeftOut[] =>
    Array.from({ length: amount }, (_, index) => ({ typeName: `AWS::S::${why}${index}`, why }));

  it('is told in a line for each reason, with a few names', () => {
    expect(
      lines(
        listingOf({ leftOut: [...leftOut('not-there', 1), ...leftOut('no-handler', 2), ...leftOut('no-parent', 7)] }),
      ),
    ).to.deep.equal([
      'left out: 2 types without a list handler: AWS::S::no-handler0 and AWS::S::no-handler1',
      'left out: 7 types listed only under a parent that is not known: AWS::S::no-parent0, AWS::S::no-parent1, AWS::S::no-parent2, AWS::S::no-parent3, AWS::S::no-parent4 and 2 more',
      'left out: 1 type that Cloud Control cannot list there: AWS::S::not-there0',
    ]);
    expect(lines(listingOf({ leftOut: leftOut('no-parent', 1), knowsManaged: true }))).to.deep.equal([
      'only what the stack manages is listed of 1 type listed only under a parent that is not known: AWS::S::no-parent0',
    ]);
  });

  it('is told with the words of the cloud, and once of all that was interrupted', () => {
    const type = (typeName: string, trouble: StatementFailure): Listing['types'][number] => ({
      typeName,
      resources: [],
      troubles: [{ region: 'eu-west-1', trouble }],
    });
    expect(
      lines(
        listingOf({
          types: [
            type('AWS::A::B', failed('denied', 'no hunter2 for you')),
            type('AWS::A::C', failed('interrupted', 'Interrupted.')),
            type('AWS::A::D', failed('interrupted', 'Interrupted.')),
          ],
        }),
      ),
    ).to.deep.equal([
      'AWS::A::B in eu-west-1 is not in the list:\nerror: access was denied: ListResources of AWS::A::B in eu-west-1\n  no *** for you',
      'interrupted; 2 types are not in the list',
    ]);
  });
});

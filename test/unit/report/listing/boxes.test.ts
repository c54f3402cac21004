import { expect } from 'chai';
import { formatBoxes, type ListingLayout } from '../../../../src/report/listing/boxes.ts';
import type { ListedLive, Listing } from '../../../../src/report/listing/listing.ts';
import { formatSummary } from '../../../../src/report/listing/summary.ts';
import { plainPalette } from '../../../../src/report/palette.ts';
import { dedent } from '../../../support/dedent.ts';

function layoutOf(width: number | undefined): ListingLayout {
  return { width, palette: plainPalette, mask: (text) => text.replaceAll('hunter2', '***') };
}

const resource = (name: string, more: Partial<ListedLive> = {}): ListedLive => ({
  name,
  region: 'eu-west-1',
  identifier: 'id-1',
  properties: [],
  managedBy: undefined,
  ...more,
});

const listing: Listing = {
  types: [
    {
      typeName: 'AWS::S::Thing',
      resources: [
        resource('プール', {
          managedBy: 'pool',
          properties: [
            ['Tags', [{ Key: 'a', Value: 'hunter2' }]],
            ['Description', 'a text that is longer than the box is wide'],
          ],
        }),
        resource('two\nlines'),
      ],
      troubles: [],
    },
    { typeName: 'AWS::S::None', resources: [], troubles: [] },
    { typeName: 'AWS::S::Other', resources: [resource('a-name-that-does-not-fit')], troubles: [] },
  ],
  leftOut: [],
  knowsManaged: true,
};

describe('a listing', () => {
  it('has a box for each type that has resources, as wide as the terminal at the most', () => {
    expect(formatBoxes(listing, layoutOf(36))).to.equal(dedent`
      ┌──────────────────────────────────┐
      │ 2 AWS::S::Thing from aws         │
      ├──────────────────────────────────┤
      │ name: プール                     │
      │ managedByUs: Yes (pool)          │
      │ region: eu-west-1                │
      │ identifier: id-1                 │
      │ live:                            │
      │   Description: a text that is lo │
      │ nger than the box is wide        │
      │   Tags:                          │
      │     - Key: a                     │
      │       Value: "***"               │
      ├──────────────────────────────────┤
      │ name: "two\nlines"               │
      │ managedByUs: No                  │
      │ region: eu-west-1                │
      │ identifier: id-1                 │
      │ live: {}                         │
      └──────────────────────────────────┘
      ┌────────────────────────────────┐
      │ 1 AWS::S::Other from aws       │
      ├────────────────────────────────┤
      │ name: a-name-that-does-not-fit │
      │ managedByUs: No                │
      │ region: eu-west-1              │
      │ identifier: id-1               │
      │ live: {}                       │
      └────────────────────────────────┘
    `);
  });

  it('ends with a summary', () => {
    expect(formatSummary(listing, layoutOf(36))).to.equal(dedent`
      List Summary:
      Provider: aws
      ┌──────────────────────────────────┐
      │ aws                              │
      ├───────────────┬──────────────────┤
      │ AWS::S::Thing │ プール           │
      │               │ two␊lines        │
      ├───────────────┼──────────────────┤
      │ AWS::S::Other │ a-name-that-doe… │
      └───────────────┴──────────────────┘
      3 resources, 2 types, 1 provider
    `);
  });
});

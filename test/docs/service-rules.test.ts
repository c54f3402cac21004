import { expect } from 'chai';
import { readDocument } from '../support/doc-blocks.ts';
import { withServiceRules } from '../support/service-rules-page.ts';

const page = 'docs/service-rules.md';

describe(page, () => {
  it('lists every rule with the words of the service and where they are known from', async () => {
    const text = readDocument(page);
    expect(text).to.equal(await withServiceRules(text));
  });
});

import { expect } from 'chai';
import { createClients } from '../../../../src/provider/cloud-control/clients.ts';

const table: readonly (readonly [title: string, handler: unknown, isTaken: boolean])[] = [
  ['an object with a method handle', { handle: () => undefined }, true],
  ['an object with another handle', { handle: 1 }, false],
  ['an object without handle', {}, false],
  ['null', null, false],
  ['a string', 'handle', false],
  ['a function', Object.assign(() => undefined, { handle: () => undefined }), false],
];

describe('a request handler that is handed in', () => {
  for (const [title, handler, isTaken] of table) {
    it(`${isTaken ? 'may be' : 'may not be'} ${title}`, () => {
      const make = (): void => createClients({ requestHandler: handler }).close();
      if (isTaken) expect(make).not.to.throw();
      else expect(make).to.throw('A request handler needs a method `handle`.');
    });
  }
});

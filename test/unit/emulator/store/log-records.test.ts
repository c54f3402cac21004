import { expect } from 'chai';
import { formatRecord, parseRecords } from '../../../../src/emulator/store/log-records.ts';

describe('Records of a log', () => {
  const first = formatRecord('{"a":"ü"}');
  const second = formatRecord('[]');

  it('say how long they are and carry a checksum', () => {
    expect(second.toString()).to.match(/^00000002 [0-9a-f]{8} \[\]\n$/);
    expect(parseRecords(Buffer.concat([first, second]))).to.deep.equal({
      texts: ['{"a":"ü"}', '[]'],
      length: first.length + second.length,
      rest: 'none',
    });
  });

  it('are torn at the end and damaged before it', () => {
    const flip = (bytes: Buffer, at: number): Buffer => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    const both = Buffer.concat([first, second]);
    const read = (bytes: Buffer): string => {
      const { texts, rest } = parseRecords(bytes);
      return `${texts.length} ${rest}`;
    };
    expect(read(Buffer.alloc(0))).to.equal('0 none');
    expect(read(both.subarray(0, -1))).to.equal('1 torn');
    expect(read(flip(both, both.length - 2))).to.equal('1 torn');
    expect(read(flip(both, 20))).to.equal('0 damaged');
    expect(read(Buffer.from('this is not a log at all\n'))).to.equal('0 damaged');
  });
});

import { crc32 } from 'node:zlib';

/*
 * A record is `<length> <checksum> <text>\n`: eight hexadecimal digits each for the number of bytes of the text and for its CRC-32,
 * so that the file can be read with any pager.
 *
 *   00000011 5d1c2b3a {"put":[["k",1]]}
 */
const headerLength = 18;

/** One record as bytes. */
export function formatRecord(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from(`${hex(body.length)} ${hex(crc32(body))} `, 'latin1'), body, Buffer.from('\n')]);
}

export interface ReadRecords {
  readonly texts: readonly string[];
  /** Bytes of whole records: where the next one belongs. */
  readonly length: number;
  /** What follows them: nothing, the beginning of a record that was never acknowledged, or something that no crash leaves behind. */
  readonly rest: 'none' | 'torn' | 'damaged';
}

/** The records of a log, as far as they are whole. */
export function parseRecords(bytes: Buffer): ReadRecords {
  const texts: string[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const end = endOfRecord(bytes, offset);
    if (end === 'torn' || end === 'damaged') return { texts, length: offset, rest: end };
    texts.push(bytes.toString('utf8', offset + headerLength, end - 1));
    offset = end;
  }
  return { texts, length: offset, rest: 'none' };
}

function endOfRecord(bytes: Buffer, offset: number): number | 'torn' | 'damaged' {
  const left = bytes.length - offset;
  // A file system may have made the file longer before it wrote what stands there.
  if (isZero(bytes.subarray(offset))) return 'torn';
  if (left < headerLength) return 'torn';
  const header = /^([0-9a-f]{8}) ([0-9a-f]{8}) $/.exec(bytes.toString('latin1', offset, offset + headerLength));
  if (header === null) return 'damaged';
  const end = offset + headerLength + Number.parseInt(header[1] ?? '', 16) + 1;
  if (end > bytes.length) return 'torn';
  const body = bytes.subarray(offset + headerLength, end - 1);
  const isWhole = crc32(body) === Number.parseInt(header[2] ?? '', 16) && bytes[end - 1] === 0x0a;
  if (isWhole) return end;
  // Only the last record can have been in the making when the machine stopped.
  return end === bytes.length ? 'torn' : 'damaged';
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

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
    if (end === undefined) {
      return { texts, length: offset, rest: isUnfinished(bytes.subarray(offset)) ? 'torn' : 'damaged' };
    }
    texts.push(bytes.toString('utf8', offset + headerLength, end - 1));
    offset = end;
  }
  return { texts, length: offset, rest: 'none' };
}

/** Undefined where no whole record begins at the offset. */
function endOfRecord(bytes: Buffer, offset: number): number | undefined {
  const header = /^([0-9a-f]{8}) ([0-9a-f]{8}) $/.exec(bytes.toString('latin1', offset, offset + headerLength));
  if (header === null) return undefined;
  const end = offset + headerLength + Number.parseInt(header[1] ?? '', 16) + 1;
  if (bytes[end - 1] !== lineBreak) return undefined;
  const body = bytes.subarray(offset + headerLength, end - 1);
  return crc32(body) === Number.parseInt(header[2] ?? '', 16) ? end : undefined;
}

const lineBreak = 0x0a;
const beginning = /^(?:[0-9a-f]{1,8}|[0-9a-f]{8} [0-9a-f]{0,8}|[0-9a-f]{8} [0-9a-f]{8} [^]*)$/;

/**
 * Whether bytes are what a crash leaves of the one record that was in the making: its beginning, or with zeros where a file system had
 * made the file longer before it wrote what stands there. A record has one line break, and that is its last byte: where there are more,
 * records that were acknowledged follow, and where it has one and no zeros, its bytes were all written and have changed since.
 */
function isUnfinished(rest: Buffer): boolean {
  const written = withoutZerosBehind(rest);
  const firstBreak = written.indexOf(lineBreak);
  if (firstBreak >= 0 && firstBreak < written.length - 1) return false;
  if (rest.includes(0)) return true;
  return firstBreak < 0 && beginning.test(written.toString('latin1', 0, headerLength));
}

function withoutZerosBehind(bytes: Buffer): Buffer {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return bytes.subarray(0, length);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

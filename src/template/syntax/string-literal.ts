const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
]);

const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;

/** The text between the quotes of a literal, its escapes resolved as Python does: an escape that does not exist keeps its backslash. */
export function unescapeLiteral(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    escape,
    (
      whole: string,
      byte: string | undefined,
      unit: string | undefined,
      point: string | undefined,
      octal: string | undefined,
      other: string | undefined,
    ) => {
      const hex = byte ?? unit ?? point;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      }
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      return simpleEscapes.get(other ?? '') ?? whole;
    },
  );
}

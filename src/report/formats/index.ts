import { csvFormat } from './csv.ts';
import { jsonFormat } from './json.ts';
import { linesFormat } from './lines.ts';
import type { ResultFormat } from './result-format.ts';
import { tableFormat } from './table.ts';
import { yamlFormat } from './yaml.ts';

/** Every format of results, the usual one first. */
export const resultFormats = [tableFormat, jsonFormat, csvFormat, yamlFormat, linesFormat] as const;

export function findFormat(name: string): ResultFormat | undefined {
  return resultFormats.find((format) => format.name === name);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const dayMs = 86_400_000;

/** Milliseconds of `500ms`, `30s`, `1.5m`, `1h`, `1d` or a number of seconds; undefined for anything else, for 0 and for more than `mostMs`. Default: a day. */
export function parseDuration(text: string, mostMs = dayMs): number | undefined {
  const found = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)?$/.exec(text.trim().toLowerCase());
  if (found === null) return undefined;
  const [, amount = '', unit = 's'] = found;
  const ms = Math.ceil(Number(amount) * (unitMs[unit] ?? 1));
  return ms > 0 && ms <= mostMs ? ms : undefined;
}

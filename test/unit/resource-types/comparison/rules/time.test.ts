import { compareRows, thing } from '../judge.ts';

describe('comparison, rule time', () => {
  compareRows(thing, [
    ['StartTime', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z', ['time']],
    ['StartTime', '2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z', ['time']],
    ['StartTime', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', 'different'],
    ['StartTime', '2026-01-01', '2026-01-01T00:00:00Z', 'different'],
  ]);
});

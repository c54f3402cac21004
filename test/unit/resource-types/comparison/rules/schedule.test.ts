import { compareRows, thing } from '../judge.ts';

describe('comparison, rule schedule', () => {
  compareRows(thing, [
    ['Schedule', 'rate(60 minutes)', 'rate(1 hour)', ['schedule']],
    ['Schedule', 'rate(1 day)', 'rate(24 hours)', ['schedule']],
    ['Schedule', 'rate(60 minutes)', 'rate(2 hours)', 'different'],
    ['Schedule', 'rate(7 days)', 'rate(1 hour)', 'different'],
    ['Schedule', 'cron(0 * * * ? *)', 'rate(1 hour)', 'different'],
  ]);
});

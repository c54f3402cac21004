import { compareRows, thing } from '../judge.ts';

describe('comparison, rule version', () => {
  compareRows(thing, [
    ['EngineVersion', '8.0', '8.0.45', ['version']],
    ['EngineVersion', '16', '16.3', ['version']],
    ['EngineVersion', '8.0.mysql_aurora', '8.0.mysql_aurora.3.04.0', ['version']],
    ['EngineVersion', 'LATEST', '1.4.0', ['version']],
    ['EngineVersion', '8.0', '8.04', 'different'],
    ['EngineVersion', '8.0', '8.1.0', 'different'],
    ['EngineVersion', '8.0.45', '8.0', 'different'],
    ['EngineVersion', '', '8.0', 'different'],
    ['Description', '8.0', '8.0.45', 'different'],
  ]);
});

import { compareRows, typeNamed } from '../judge.ts';

describe('comparison, rule access-string', () => {
  compareRows(typeNamed('AWS::MemoryDB::User'), [
    ['AccessString', 'on ~* &* +@read', 'on ~* &* -@all +@read', ['access-string']],
    ['AccessString', 'on ~* +@read', 'on ~* +@write', 'different'],
    ['AccessString', 'on ~* +@read', 'on ~* +@read -@all', 'different'],
    ['AccessString', 'on ~* +@read', 'off ~* +@read', 'different'],
  ]);
});

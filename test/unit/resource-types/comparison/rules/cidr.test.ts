import { compareRows, thing } from '../judge.ts';

describe('comparison, rule cidr', () => {
  compareRows(thing, [
    ['CidrIp', '10.0.0.5/16', '10.0.0.0/16', ['cidr']],
    ['CidrIp', '2001:DB8:0::/32', '2001:db8::/32', ['cidr']],
    ['CidrIp', '0:0:0:0:0:0:0:0/0', '::/0', ['cidr']],
    ['CidrIp', '2001:DB8::1', '2001:db8:0::1', ['cidr']],
    ['CidrIp', '10.0.0.0/16', '10.0.0.0/17', 'different'],
    ['CidrIp', '10.0.0.0/16', '10.1.0.0/16', 'different'],
    ['CidrIp', '10.0.0.1', '10.0.0.2', 'different'],
    ['CidrIp', '10.0.0.0/33', '10.0.0.1/33', 'different'],
    ['CidrIp', '2001:db8::/32', '2001:db9::/32', 'different'],
  ]);
});

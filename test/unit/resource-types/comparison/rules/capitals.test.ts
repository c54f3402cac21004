import { compareRows, thing, typeNamed } from '../judge.ts';

describe('comparison, rule capitals', () => {
  compareRows(thing, [
    ['Mode', 'fast', 'FAST', ['capitals']],
    ['DomainName', 'Example.com', 'example.com', ['capitals']],
    ['DomainName', 'Shop', 'shop', 'different'],
    ['Mode', 'FAST', 'fast', 'different'],
    ['Mode', 'fast', 'SLOW', 'different'],
    ['Name', 'Shop', 'shop', 'different'],
    ['Description', 'A', 'a', 'different'],
  ]);
});

describe('comparison, rule capitals, of properties that are known for it', () => {
  compareRows(typeNamed('AWS::RDS::DBInstance'), [
    ['DBInstanceIdentifier', 'Shop-Main', 'shop-main', ['capitals']],
    ['PreferredMaintenanceWindow', 'Sun:04:00-Sun:05:00', 'sun:04:00-sun:05:00', ['capitals']],
    ['DBInstanceIdentifier', 'Shop-Main', 'shop-mains', 'different'],
    ['MasterUsername', 'Admin', 'admin', 'different'],
  ]);
  compareRows(typeNamed('AWS::ApiGatewayV2::Api'), [
    [
      'CorsConfiguration',
      { AllowHeaders: ['X-Tenant', 'Accept'] },
      { AllowHeaders: ['accept', 'x-tenant'] },
      ['order', 'capitals'],
    ],
    ['CorsConfiguration', { AllowHeaders: ['X-Tenant'] }, { AllowHeaders: ['x-tenants'] }, 'different'],
  ]);
});

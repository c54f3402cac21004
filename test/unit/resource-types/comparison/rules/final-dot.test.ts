import { compareRows, thing, typeNamed } from '../judge.ts';

describe('comparison, rule final-dot', () => {
  compareRows(thing, [
    ['DomainName', 'example.com', 'example.com.', ['final-dot']],
    ['DomainName', '*.example.com', '\\052.example.com.', ['final-dot']],
    ['DomainName', 'example.com', 'example.org.', 'different'],
    ['DomainName', 'example.com', 'example.com..', 'different'],
    ['Description', 'see example.com', 'see example.com.', 'different'],
    ['Description', 'example.com', 'example.com.', 'different'],
    ['Name', 'example.com', 'example.com.', 'different'],
    ['DomainName', 'shop', 'shop.', 'different'],
  ]);
  compareRows(typeNamed('AWS::Route53::HostedZone'), [
    ['Name', 'Example.com', 'example.com.', ['final-dot']],
    ['Name', 'example.com', 'example.org.', 'different'],
  ]);
});

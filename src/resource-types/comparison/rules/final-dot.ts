import { nameOf, type Place, type ScalarRule } from '../place.ts';

/**
 * A domain name with and without the dot of the root: Route 53 takes both for fully qualified and returns the dot (its API reference,
 * ResourceRecordSet: Name), as it returns `\052` for an asterisk. Only names of domains: elsewhere a dot ends a sentence.
 */
export const finalDot: ScalarRule = {
  rule: 'final-dot',
  isEqual: (desired, live, place) => {
    const isName = namesOfDomains.test(nameOf(place)) || (nameOf(place) === 'Name' && isOfDns(place));
    const [wanted, actual] = [rooted(desired), rooted(live)];
    return (
      isName &&
      isDomain(wanted) &&
      (wanted === actual || (isOfDns(place) && wanted.toLowerCase() === actual.toLowerCase()))
    );
  },
};

const namesOfDomains = /(DomainName|Domain|HostedZoneName|DNSName|DnsName|HostName|Hostname|Fqdn|ResourceRecords)$/;

function isOfDns({ facts }: Place): boolean {
  return /^AWS::(Route53|ServiceDiscovery)::/.test(facts.typeName);
}

function rooted(name: string): string {
  return name.replaceAll('\\052', '*').replace(/\.$/, '');
}

function isDomain(name: string): boolean {
  return /^(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]+$/i.test(name);
}

import { expect } from 'chai';
import type { NetworkSettings } from '../../../../src/provider/network/network-settings.ts';
import { proxyFor } from '../../../../src/provider/network/proxy-for.ts';

const proxy = { address: new URL('http://proxy.example.com:3128'), from: 'HTTPS_PROXY' };

function isProxied(host: string, noProxy: readonly string[], port = 443): boolean {
  const settings: NetworkSettings = {
    proxies: { https: proxy, http: undefined },
    noProxy,
    certificateBundle: undefined,
  };
  return proxyFor({ protocol: 'https', host, port }, settings) === proxy;
}

describe('proxyFor', () => {
  it('leads every host but this machine through the proxy', () => {
    const hosts = [
      'sts.amazonaws.com',
      '10.0.0.1',
      'fd00::1',
      'localhost',
      'aws.localhost',
      '127.0.0.1',
      '127.1.2.3',
      '::1',
    ];
    expect(hosts.filter((host) => isProxied(host, []))).to.deep.equal(['sts.amazonaws.com', '10.0.0.1', 'fd00::1']);
  });

  it('has a proxy for each protocol', () => {
    const settings = { proxies: { https: proxy, http: undefined }, noProxy: [], certificateBundle: undefined };
    expect(proxyFor({ protocol: 'http', host: 'example.com', port: 80 }, settings)).to.equal(undefined);
  });

  const entries: readonly (readonly [entry: string, host: string, isCovered: boolean])[] = [
    ['*', 'sts.amazonaws.com', true],
    ['amazonaws.com', 'sts.amazonaws.com', true],
    ['.amazonaws.com', 'sts.amazonaws.com', true],
    ['*.amazonaws.com', 'sts.amazonaws.com', true],
    ['amazonaws.com', 'amazonaws.com', true],
    ['AmazonAWS.com', 'sts.amazonaws.com', true],
    ['amazonaws.com', 'STS.AMAZONAWS.COM', true],
    ['amazonaws.com', 'notamazonaws.com', false],
    ['aws.com', 'amazonaws.com', false],
    ['amazonaws.com:443', 'sts.amazonaws.com', true],
    ['amazonaws.com:8443', 'sts.amazonaws.com', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['0.0.1', '10.0.0.1', false],
    ['fd00::1', 'fd00::1', true],
    ['[fd00::1]:443', 'fd00::1', true],
    ['[fd00::1]:80', 'fd00::1', false],
    [':443', 'sts.amazonaws.com', false],
    ['', 'sts.amazonaws.com', false],
  ];
  for (const [entry, host, isCovered] of entries) {
    it(`takes NO_PROXY "${entry}" ${isCovered ? 'to mean' : 'not to mean'} ${host}`, () => {
      expect(isProxied(host, [entry])).to.equal(!isCovered);
    });
  }
});

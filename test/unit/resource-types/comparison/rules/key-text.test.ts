import { compareRows, thing } from '../judge.ts';

describe('comparison, rule key-text', () => {
  compareRows(thing, [
    ['Key', 'ssh-ed25519 AAAAC3Nz me@home', 'ssh-ed25519 AAAAC3Nz shop-key\n', ['key-text']],
    ['Key', 'ssh-rsa AAAAB3Nz', 'ssh-rsa AAAAB3Nz shop-key\n', ['key-text']],
    ['Key', 'ssh-rsa AAAAB3Nz', 'ssh-rsa AAAAB3Nx shop-key', 'different'],
    ['Key', 'ssh-rsa AAAAB3Nz', 'ssh-ed25519 AAAAB3Nz', 'different'],
    [
      'Key',
      '-----BEGIN PUBLIC KEY-----\nAAAA\nBBBB\n-----END PUBLIC KEY-----',
      '-----BEGIN PUBLIC KEY-----\nAAAABBBB\n-----END PUBLIC KEY-----\n',
      ['key-text'],
    ],
    [
      'Key',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      '-----BEGIN PUBLIC KEY-----\nAAAB\n-----END PUBLIC KEY-----',
      'different',
    ],
    ['Description', 'a\n', 'a', 'different'],
  ]);
});

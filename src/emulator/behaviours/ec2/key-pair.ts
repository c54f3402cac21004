import type { JsonObject } from '../../../base/json.ts';
import type { Behaviour } from '../behaviour.ts';
import { completeModel } from '../made-up-values.ts';
import { textAt } from '../reading.ts';
import { ec2Absence, ec2Words } from './ec2-words.ts';

const typeName = 'AWS::EC2::KeyPair';

/** The kinds of OpenSSH keys that EC2 imports, and what it calls them. */
const keyTypes: Readonly<Record<string, string>> = { 'ssh-rsa': 'rsa', 'ssh-ed25519': 'ed25519' };

/**
 * A public key is given back with the name of the pair in the place of its comment, and with a line end (Amazon EC2 API Reference,
 * DescribeKeyPairs with IncludePublicKey; a read recorded in 2026). Its type is that of the key, whatever was asked for.
 */
export const keyPair: Behaviour = {
  typeName,
  generate: (wanted, around) => completeModel({ ...wanted, ...returnedKey(wanted) }, around),
  absence: (identifier, around) => ec2Absence(typeName, identifier, around),
  presence: (identifier, around) => ec2Words(`The keypair '${identifier}' already exists`, around),
};

function returnedKey(wanted: JsonObject): JsonObject {
  const [kind = '', key] = (textAt(wanted, 'PublicKeyMaterial') ?? '').trim().split(/\s+/);
  const keyType = Object.hasOwn(keyTypes, kind) ? keyTypes[kind] : undefined;
  if (keyType === undefined || key === undefined) return {};
  return { KeyType: keyType, PublicKeyMaterial: `${kind} ${key} ${textAt(wanted, 'KeyName') ?? ''}\n` };
}

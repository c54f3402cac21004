import { holdsSecret, isKnown, reveal } from '../values/reading.ts';
import { isMarked, isValueMap, Secret, type Value } from '../values/value.ts';

/**
 * A live value with what stands where a secret is declared marked, whatever it is: it may be the secret of yesterday. A list with a secret
 * is one as a whole, since its members may stand in another order.
 */
export function withDeclaredSecrets(live: Value, declared: Value | undefined): Value {
  if (declared === undefined || !holdsSecret(declared)) return live;
  if (isMarked(declared) || !isValueMap(declared) || !isValueMap(live))
    return isKnown(live) ? new Secret(reveal(live)) : live;
  return Object.fromEntries(
    Object.entries(live).map(([name, member]) => [
      name,
      withDeclaredSecrets(member, Object.hasOwn(declared, name) ? declared[name] : undefined),
    ]),
  );
}

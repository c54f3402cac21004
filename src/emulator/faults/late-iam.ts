import { textsIn } from '../../base/json.ts';
import { lateIam, type LateIam } from '../../resource-types/late-iam.ts';
import type { Refusal } from '../behaviours/behaviour.ts';
import { textAt, textsAt } from '../behaviours/reading.ts';
import { homeOf } from '../home.ts';
import type { OperationContext } from '../operation-context.ts';
import type { RequestRecord, Resource } from '../world.ts';

/** What a request wants to be made or changed. */
export type WantedState = Pick<RequestRecord, 'typeName'> & Partial<Pick<RequestRecord, 'wanted'>>;

/** Something of IAM that other services do not know yet. */
interface Young {
  readonly about: LateIam['about'];
  readonly kind: 'role' | 'user' | 'profile';
  readonly name: string;
  readonly arn: string | undefined;
}

/** How the service of a type refuses what refers to IAM's changes of the last `lagMs`; undefined where it refers to none of them. */
export function lateIamRefusal(accepted: WantedState, context: OperationContext, lagMs: number): Refusal | undefined {
  const known = lateIam.filter(({ types }) => accepted.typeName === types || accepted.typeName.startsWith(types));
  if (known.length === 0 || accepted.wanted === undefined) return undefined;
  const texts = textsIn(accepted.wanted);
  for (const young of youngOf(context, lagMs)) {
    // IAM itself is late for users only.
    if (accepted.typeName.startsWith('AWS::IAM::') && young.kind !== 'user') continue;
    if (!isReferredTo(young, texts)) continue;
    const words = known.find(({ about }) => about === young.about) ?? known[0];
    if (words !== undefined) return { code: words.code, message: messageOf(words, young) };
  }
  return undefined;
}

function messageOf({ words, code }: LateIam, { name }: Young): string {
  return code === 'NotFound' ? `${words} ${name} cannot be found.` : words;
}

/** What IAM made or changed in the last `lagMs`, the thing itself before its permissions. */
function youngOf({ view, place, nowMs }: OperationContext, lagMs: number): readonly Young[] {
  const isYoung = (typeName: string, identifier: string): boolean =>
    [...view.partitions()]
      .filter((partition) => partition.place.accountId === place.accountId)
      .flatMap(({ requests }) => [...requests.values()])
      .some(
        (request) =>
          request.typeName === typeName &&
          request.identifier === identifier &&
          request.operation !== 'DELETE' &&
          request.status === 'SUCCESS' &&
          nowMs - request.eventAtMs < lagMs,
      );
  const youngOfType = (typeName: string): readonly Resource[] =>
    [...(view.partition(homeOf(typeName, place)).resources.get(typeName)?.values() ?? [])].filter(({ identifier }) =>
      isYoung(typeName, identifier),
    );
  const themselves = subjects.flatMap(({ typeName, kind, nameProperty }) =>
    youngOfType(typeName).map(({ model }): Young => {
      const name = textAt(model, nameProperty) ?? '';
      return { about: 'identity', kind, name, arn: textAt(model, 'Arn') };
    }),
  );
  const policies = ['AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].flatMap(youngOfType);
  const permitted = policies
    .flatMap(({ model }) => [textAt(model, 'RoleName') ?? '', ...textsAt(model, 'Roles')])
    .filter((name) => name !== '')
    .map((name): Young => ({ about: 'permissions', kind: 'role', name, arn: arnOfRole(name) }));
  return [...themselves, ...permitted];

  function arnOfRole(name: string): string | undefined {
    const roles = view.partition(homeOf('AWS::IAM::Role', place)).resources.get('AWS::IAM::Role');
    const role = roles?.get(name);
    return role === undefined ? undefined : textAt(role.model, 'Arn');
  }
}

const subjects = [
  { typeName: 'AWS::IAM::Role', kind: 'role', nameProperty: 'RoleName' },
  { typeName: 'AWS::IAM::User', kind: 'user', nameProperty: 'UserName' },
  { typeName: 'AWS::IAM::InstanceProfile', kind: 'profile', nameProperty: 'InstanceProfileName' },
] as const;

/** By ARN anywhere, inside of policies too; users and profiles also by name, as no other value is likely to be the same. */
function isReferredTo({ kind, name, arn }: Young, texts: readonly string[]): boolean {
  return texts.some((text) => (arn !== undefined && text.includes(arn)) || (kind !== 'role' && text === name));
}

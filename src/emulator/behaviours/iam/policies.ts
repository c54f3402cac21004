import { globalArnOf } from '../../../resource-types/arns/arn.ts';
import type { Behaviour } from '../behaviour.ts';
import { withReadPolicy } from '../policy-document.ts';
import { alphanumerics, randomText } from '../random-text.ts';
import { findBy, textAt, textsAt } from '../reading.ts';
import { iamId, iamRefusal } from './iam-words.ts';
import { roleAbsence } from './role.ts';

/** An inline policy of a role that is a resource of its own. */
export const rolePolicy: Behaviour = {
  typeName: 'AWS::IAM::RolePolicy',
  generate: (wanted) => withReadPolicy(wanted, 'PolicyDocument'),
  settle: (wanted) => withReadPolicy(wanted, 'PolicyDocument'),
  refuse: (mutation, around) => {
    if (mutation.kind === 'delete') return undefined;
    const name = textAt(mutation.wanted, 'RoleName') ?? '';
    return findBy(around, 'AWS::IAM::Role', 'RoleName', name) === undefined
      ? { code: 'NotFound', message: roleAbsence(name, around) }
      : undefined;
  },
};

export const managedPolicy: Behaviour = {
  typeName: 'AWS::IAM::ManagedPolicy',
  generate: (wanted, around) => {
    const name = textAt(wanted, 'ManagedPolicyName') ?? `policy-${randomText(around.random, alphanumerics, 12)}`;
    const made = new Date(around.nowMs).toISOString();
    return {
      ...withReadPolicy(wanted, 'PolicyDocument'),
      ManagedPolicyName: name,
      PolicyArn: globalArnOf(around.place, 'iam', `policy${textAt(wanted, 'Path') ?? '/'}${name}`),
      PolicyId: iamId('ANPA', around),
      DefaultVersionId: 'v1',
      IsAttachable: true,
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      CreateDate: made,
      UpdateDate: made,
    };
  },
  settle: (wanted) => withReadPolicy(wanted, 'PolicyDocument'),
  refuse: (mutation, around) => {
    if (mutation.kind !== 'delete') return undefined;
    const arn = textAt(mutation.before, 'PolicyArn') ?? '';
    const isAttached = [...around.resources('AWS::IAM::Role')].some(({ model }) =>
      textsAt(model, 'ManagedPolicyArns').includes(arn),
    );
    return isAttached
      ? iamRefusal('Cannot delete a policy attached to entities.', around, 'ResourceConflict')
      : undefined;
  },
};

import { expect } from 'chai';
import type { ProcessEnd } from '../support/emulator-process.ts';
import { requireTools, withOutside, type Outside } from './outside-tools.ts';

const pool = ['--type-name', 'AWS::Cognito::UserPool'];

interface Answer {
  readonly ProgressEvent?: Readonly<Record<string, string>>;
  readonly ResourceDescription?: { readonly Identifier: string; readonly Properties: string };
  readonly ResourceDescriptions?: readonly { readonly Identifier: string }[];
}

function answerOf(end: ProcessEnd): Answer {
  expect(end.code, end.errors).to.equal(0);
  return JSON.parse(end.output) as Answer;
}

/** Carries a change out with the CLI's own waiter and answers with its last event. */
async function change(outside: Outside, ...argv: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const token = answerOf(await outside.aws('cloudcontrol', ...argv)).ProgressEvent?.['RequestToken'] ?? '';
  const waited = await outside.aws('cloudcontrol', 'wait', 'resource-request-success', '--request-token', token);
  expect(waited.code, waited.errors).to.equal(0);
  const status = await outside.aws('cloudcontrol', 'get-resource-request-status', '--request-token', token);
  return answerOf(status).ProgressEvent ?? {};
}

describe('the AWS CLI', () => {
  before(requireTools);

  it('creates, gets, updates, lists, waits for and deletes', async () => {
    await withOutside(async (outside) => {
      const { aws } = outside;
      const desired = JSON.stringify({ UserPoolName: 'people', UserPoolTags: { team: 'blue' } });
      const created = await change(outside, 'create-resource', ...pool, '--desired-state', desired);
      expect(created['OperationStatus']).to.equal('SUCCESS');
      const identifier = created['Identifier'] ?? '';
      expect(identifier).to.match(/^us-east-1_\w{9}$/);

      const patch = JSON.stringify([{ op: 'replace', path: '/UserPoolTags/team', value: 'red' }]);
      await change(outside, 'update-resource', ...pool, '--identifier', identifier, '--patch-document', patch);
      const read = answerOf(await aws('cloudcontrol', 'get-resource', ...pool, '--identifier', identifier));
      expect(JSON.parse(read.ResourceDescription?.Properties ?? '')).to.deep.include({ UserPoolTags: { team: 'red' } });
      const list = async (): Promise<readonly string[]> =>
        (answerOf(await aws('cloudcontrol', 'list-resources', ...pool)).ResourceDescriptions ?? []).map(
          (resource) => resource.Identifier,
        );
      expect(await list()).to.deep.equal([identifier]);

      await change(outside, 'delete-resource', ...pool, '--identifier', identifier);
      expect(await list()).to.deep.equal([]);
    });
  });

  it('knows errors by their names, and its waiter a request that failed', async () => {
    await withOutside(async ({ aws }) => {
      const error = async (...argv: readonly string[]): Promise<string | undefined> => {
        const end = await aws('cloudcontrol', ...argv);
        expect(end.code).to.equal(254);
        return /An error occurred \((\w+)\)/.exec(end.errors)?.[1];
      };
      expect(await error('get-resource', ...pool, '--identifier', 'us-east-1_nothing')).to.equal(
        'ResourceNotFoundException',
      );
      expect(await error('list-resources', '--type-name', 'AWS::No::Type')).to.equal('TypeNotFoundException');
      expect(await error('create-resource', ...pool, '--desired-state', '{"Name":"x"}')).to.equal(
        'ValidationException',
      );
      expect(await error('list-resources', '--type-name', 'AWS::Cognito::UserPoolClient')).to.equal(
        'InvalidRequestException',
      );
      const unknown = ['get-resource-request-status', '--request-token', '00000000-0000-0000-0000-000000000000'];
      expect(await error(...unknown)).to.equal('RequestTokenNotFoundException');

      const absent = await aws('cloudcontrol', 'delete-resource', ...pool, '--identifier', 'us-east-1_nothing');
      const token = answerOf(absent).ProgressEvent?.['RequestToken'] ?? '';
      const waited = await aws('cloudcontrol', 'wait', 'resource-request-success', '--request-token', token);
      expect(waited.code).to.equal(255);
      expect(waited.errors).to.include('Waiter ResourceRequestSuccess failed');
    });
  });
});

import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';

function write(rig: Rig): void {
  rig.write(
    's/stackql_manifest.yml',
    'version: 1\nname: s\nresources:\n  - name: q\n    exports: [queue_url]\nexports: [queue_url]\n',
  );
  rig.write(
    's/resources/q.iql',
    "/*+ exists */\nSELECT queue_url FROM awscc.sqs.queues WHERE queue_name = 'a'\n" +
      "/*+ create */\nINSERT INTO awscc.sqs.queues (QueueName) SELECT 'a'\n" +
      "/*+ exports */\nSELECT queue_url FROM awscc.sqs.queues WHERE queue_name = 'a'\n" +
      "/*+ delete */\nDELETE FROM awscc.sqs.queues WHERE Identifier = '{{ this.queue_url }}'\n",
  );
}

describe('AWS_REGION among the variables of a stack', () => {
  const ways: readonly (readonly [title: string, prepare: (rig: Rig) => readonly string[]])[] = [
    ['-e', () => ['-e', 'AWS_REGION=eu-west-3']],
    [
      'the env file',
      (rig) => {
        rig.write('.env', 'AWS_REGION=eu-west-3\n');
        return [];
      },
    ],
    [
      'the variables file',
      (rig) => {
        rig.write('vars.yml', 'AWS_REGION: eu-west-3\n');
        return ['--vars-file', 'vars.yml'];
      },
    ],
  ];
  for (const [title, prepare] of ways) {
    it(`is the region of statements that name none: ${title}`, () =>
      withRig(async (rig) => {
        write(rig);
        const options = prepare(rig);
        // That of the environment is farther away.
        rig.environment.set('AWS_REGION', 'us-west-2');
        expect((await rig.run('validate', 's', 'dev', ...options)).code).to.equal(0);
        for (const verb of ['build', 'test'] as const) {
          const { code, output, errors } = await rig.run(verb, 's', 'dev', '--local', ...options);
          expect(code, errors).to.equal(0);
          expect(output).to.include('https://sqs.eu-west-3.amazonaws.com/');
        }
        for (const what of [
          ['s', 'dev'],
          ['-t', 'AWS::SQS::Queue'],
        ]) {
          const listed = await rig.run('list', ...what, '--local', '--json', ...options);
          expect(listed.code, listed.errors).to.equal(0);
          expect(listed.output).to.include('"identifier": "https://sqs.eu-west-3.amazonaws.com/000000000000/a"');
        }
        expect((await rig.run('teardown', 's', 'dev', '--local', ...options)).code).to.equal(0);
      }));
  }

  it('gives way to --region', () =>
    withRig(async (rig) => {
      write(rig);
      const { output } = await rig.run(
        ...['build', 's', 'dev', '--local', '-e', 'AWS_REGION=eu-west-3', '--region', 'eu-north-1'],
      );
      expect(output).to.include('https://sqs.eu-north-1.amazonaws.com/');
    }));

  it('is refused where it is none', () =>
    withRig(async (rig) => {
      write(rig);
      const { code, errors } = await rig.run('build', 's', 'dev', '--local', '-e', 'AWS_REGION=Mars 1');
      expect(code).to.equal(1);
      expect(errors).to.include('error[input/option]: invalid region "Mars 1" of AWS_REGION');
      expect(errors).to.include('= help: use a name such as eu-west-1');
    }));
});

import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { queueUrl, writeQueues, type QueueEntry } from '../support/marked-stack.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** What a command says: its exit code, and its lines without times. */
async function say(rig: Rig, line: string): Promise<string> {
  const [verb = '', folder = '', environment = '', ...more] = line.split(' ');
  const { code, output, errors } = await rig.run(verb, folder, environment, '--local', '--no-color', ...more);
  const text = (output + errors)
    .replaceAll(/ {2}\d+(\.\d+)? ?m?s$/gm, '')
    .replaceAll(/ in \d+\.\d+ s$/gm, '')
    .replaceAll(/ +$/gm, '')
    .replaceAll('https://sqs.us-east-1.amazonaws.com/000000000000/', 'URL/');
  return `exit ${code}\n${text}`;
}

function write(rig: Rig, top: readonly string[], entries: readonly QueueEntry[] = [{ name: 'orders' }]): void {
  writeQueues(rig, 'shop', entries, { top });
}

async function queues(rig: Rig): Promise<readonly string[]> {
  return withLocalCloud(rig, (cloud) => cloud.list('AWS::SQS::Queue'));
}

/** Every command that looks at an environment of a stack. */
const lookers = ['build', 'test', 'teardown', 'plan', 'drift', 'validate', 'graph'] as const;

describe('An environment that the manifest names nowhere', () => {
  const values = ['props: [{ name: seconds, values: { prd: { value: 60 }, default: { value: 30 } } }]'];

  it('is told of after its first build, with the one that may have been meant', () =>
    withRig(async (rig) => {
      write(rig, [], [{ name: 'orders', queue: 'orders-{{ stack_env }}', lines: values }]);
      expect(await say(rig, 'build shop prdd')).to.match(
        /\n1 created\n\nThis was the first build of shop in environment "prdd"; the manifest has values for prd\. Did you mean "prd"\?\nTo undo it: stack-deploy teardown shop prdd --local\. To refuse other names, list the environments in the manifest\.\n$/,
      );
      expect(await say(rig, 'build shop prdd')).to.match(/\n1 unchanged\n$/);
      expect(await say(rig, 'build shop prd')).to.match(/\n1 created\n$/);
    }));

  it('is any where the manifest has no values for any', () =>
    withRig(async (rig) => {
      write(rig, []);
      expect(await say(rig, 'build shop prdd')).to.match(/\n1 created\n$/);
    }));
});

describe('A command line', () => {
  it('may name the manifest in the place of its folder', () =>
    withRig(async (rig) => {
      write(rig, []);
      expect(await say(rig, 'build shop/stackql_manifest.yml dev')).to.match(/^exit 0\nBuilding shop \(dev\)/);
    }));

  it('without an environment is answered with those that there are', () =>
    withRig(async (rig) => {
      write(rig, ['environments: [dev, prd]']);
      expect(await rig.run('plan', 'shop')).to.deep.equal({
        code: 1,
        output: '',
        errors: dedent`
          error: missing argument 'STACK_ENV': name the environment; shop has dev and prd
          (for example: stack-deploy plan shop dev)
        `,
      });
    }));

  it('that saves a plan is told how to carry it out', () =>
    withRig(async (rig) => {
      write(rig, []);
      expect((await rig.run('plan', 'shop', 'dev', '--local', '--out', 'shop.plan')).errors).to.equal(
        'Saved to shop.plan. To carry it out: stack-deploy build shop dev --plan shop.plan\n',
      );
      expect((await rig.run('plan', 'shop', 'dev', '--local', '--destroy', '--out', 'gone.plan')).errors).to.equal(
        'Saved to gone.plan. To carry it out: stack-deploy teardown shop dev --plan gone.plan\n',
      );
    }));
});

describe('The environments of a manifest', () => {
  for (const verb of lookers)
    it(`are the only ones that ${verb} takes, and a misspelt one is named before anything else`, () =>
      withRig(async (rig) => {
        write(rig, ['environments: [dev, prd]', 'colour: red']);
        const { code, errors } = await rig.run(
          verb,
          'shop',
          'prdd',
          ...(verb === 'validate' || verb === 'graph' ? [] : ['--local']),
        );
        expect(code).to.equal(1);
        expect(errors.replace('\nnot valid: 1 mistake\n', '')).to.equal(dedent`
          error[manifest/environment]: the stack "shop" has no environment "prdd"
           --> shop/stackql_manifest.yml:3:15
            |
          2 | name: shop
          3 | environments: [dev, prd]
            |               ^^^^^^^^^^
          4 | colour: red
            = help: did you mean "prd"?
        `);
      }));

  it('may be a map, and what is not near is answered with all of them', () =>
    withRig(async (rig) => {
      write(rig, ['environments:', '  dev:', '  prd: {protected: true}']);
      expect(await say(rig, 'build shop staging')).to.include('help: it has dev and prd');
      expect(await say(rig, 'build shop dev')).to.match(/^exit 0/);
      expect(await queues(rig)).to.deep.equal([queueUrl('orders')]);
    }));

  const wrong: readonly (readonly [string, string])[] = [
    ['environments: [dev, dev]', 'manifest/duplicate-name]: the environment "dev" is listed twice'],
    ['environments: []', 'manifest/wrong-type]: "environments" must not be empty'],
    ['environments: {}', 'manifest/wrong-type]: "environments" must not be empty'],
    ['environments: {dev: {colour: red}}', 'manifest/unknown-key]: unknown key "colour" in "dev"'],
    ["environments: {dev: {account: '123'}}", 'manifest/wrong-type]: "account" must be 12 digits, not "123"'],
    ['environments: {dev: {account: 123456789012}}', 'manifest/wrong-type]: "account" must be a text'],
    ['environments: {dev: {regions: [eu_west_1]}}', 'manifest/wrong-type]: invalid region "eu_west_1"'],
    ['environments: {dev: {role_arn: deploy}}', 'manifest/wrong-type]: "role_arn" must be the ARN of a role'],
    [
      "environments: {dev: {account: '111111111111', role_arn: 'arn:aws:iam::222222222222:role/deploy'}}",
      'manifest/environment]: the role of environment "dev" belongs to account 222222222222, not to 111111111111',
    ],
  ];
  for (const [line, message] of wrong)
    it(`are refused as ${line}`, () =>
      withRig(async (rig) => {
        write(rig, [line]);
        const { code, errors } = await rig.run('validate', 'shop', 'dev');
        expect(code).to.equal(1);
        expect(errors).to.include(message);
      }));
});

describe('The account of an environment', () => {
  for (const verb of ['build', 'test', 'teardown', 'plan', 'drift', 'unlock', 'list'])
    it(`is held by ${verb} against the one that requests go to, before any of them`, () =>
      withRig(async (rig) => {
        write(rig, ["environments: {dev: {account: '111111111111'}}"]);
        const said = await say(rig, `${verb} shop dev --region us-east-1`);
        expect(said).to.match(/^exit 1/);
        expect(said).to.include(
          'error[input/environment]: environment "dev" is in account 111111111111, and requests would go to account 000000000000',
        );
        expect(await queues(rig)).to.deep.equal([]);
      }));

  it('lets a run of that account through', () =>
    withRig(async (rig) => {
      write(rig, ["environments: {dev: {account: '111111111111'}}"]);
      rig.edit('shop/resources/orders.iql', '000000000000', '111111111111');
      rig.environment.set('AWS_ACCESS_KEY_ID', '111111111111');
      expect(await say(rig, 'build shop dev')).to.match(/^exit 0/);
    }));

  it('is that of its role, which signs what has no auth of its own', () =>
    withRig(async (rig) => {
      const role = 'arn:aws:iam::111111111111:role/deploy';
      write(rig, [`environments: {dev: {account: '111111111111', role_arn: '${role}'}}`]);
      rig.edit('shop/resources/orders.iql', '000000000000', '111111111111');
      expect(await say(rig, 'build shop dev')).to.match(/^exit 0/);
      expect(await queues(rig)).to.deep.equal([]);
      rig.environment.set('AWS_ACCESS_KEY_ID', '111111111111');
      expect(await queues(rig)).to.deep.equal([]);
      expect(await say(rig, 'test shop dev')).to.match(/^exit 0/);
    }));
});

describe('The regions of an environment', () => {
  it('are the only ones that statements may name', () =>
    withRig(async (rig) => {
      write(rig, ['environments: {dev: {regions: [eu-west-1, eu-central-1]}}']);
      const said = await say(rig, 'build shop dev');
      expect(said).to.match(/^exit 1/);
      expect(said).to.include('error[input/environment]: region us-east-1 is not one of environment "dev"');
      expect(said).to.include('help: it allows eu-west-1 and eu-central-1');
      expect(await queues(rig)).to.deep.equal([]);
    }));

  it('count for the region of statements that name none', () =>
    withRig(async (rig) => {
      write(rig, ['environments: {dev: {regions: [us-east-1]}}']);
      rig.edit('shop/resources/orders.iql', "region = '{{ region }}' AND ", '');
      rig.edit('shop/resources/orders.iql', ', region)', ')');
      rig.edit('shop/resources/orders.iql', ", '{{ region }}';", ';');
      expect(await say(rig, 'build shop dev --region eu-west-1')).to.include('region eu-west-1 is not one of');
      expect(await say(rig, 'build shop dev --region us-east-1')).to.match(/^exit 0/);
    }));
});

describe('A protected environment', () => {
  const top = ['environments: {dev: {protected: true}, test: {}}'];

  it('keeps teardown from deleting what holds data, and lists it before anything is deleted', () =>
    withRig(async (rig) => {
      write(rig, top, [{ name: 'orders' }, { name: 'bills' }]);
      await say(rig, 'build shop dev');
      const said = await say(rig, 'teardown shop dev');
      expect(said.replace(/^exit 1\n.*\n\n/, '')).to.equal(dedent`
          bills   failed
            the protected environment keeps the teardown from deleting anything: AWS::SQS::Queue holds data
            to delete it all the same, write on this entry: on_delete: delete
          orders  failed
            the protected environment keeps the teardown from deleting anything: AWS::SQS::Queue holds data
            to delete it all the same, write on this entry: on_delete: delete

        2 failed
      `);
      expect(await queues(rig)).to.have.length(2);
    }));

  it('deletes nothing at all as long as one entry is protected, and everything when each says on_delete: delete', () =>
    withRig(async (rig) => {
      write(rig, top, [{ name: 'orders', lines: ['on_delete: delete'] }, { name: 'bills' }]);
      await say(rig, 'build shop dev');
      expect(await say(rig, 'teardown shop dev')).to.include('not attempted: orders');
      expect(await say(rig, 'plan shop dev --destroy')).to.include('! bills  the protected environment');
      write(rig, top, [
        { name: 'orders', lines: ['on_delete: delete'] },
        { name: 'bills', lines: ['on_delete: delete'] },
      ]);
      expect(await say(rig, 'teardown shop dev')).to.match(/^exit 0/);
      expect(await queues(rig)).to.deep.equal([]);
    }));

  it('is one only where the manifest says so', () =>
    withRig(async (rig) => {
      write(rig, top);
      await say(rig, 'build shop test');
      expect(await say(rig, 'teardown shop test')).to.match(/^exit 0/);
    }));

  it('keeps orphans that hold data from being pruned, and plan says so', () =>
    withRig(async (rig) => {
      write(rig, top, [{ name: 'orders' }, { name: 'bills' }]);
      await say(rig, 'build shop dev');
      write(rig, top, [{ name: 'orders' }]);
      expect(await say(rig, 'plan shop dev --prune')).to.include(
        'no entry stands for it; the environment protects what holds data',
      );
      expect(await say(rig, 'build shop dev --prune')).to.include('it holds data, and the environment is protected');
      expect(await say(rig, `build shop dev --prune AWS::SQS::Queue=${queueUrl('bills')}`)).to.include(
        'not pruned: AWS::SQS::Queue URL/bills holds data, and the environment is protected',
      );
      expect(await queues(rig)).to.have.length(2);
    }));
});

describe('A build or teardown that has to be confirmed', () => {
  const asked = 'This is the build of shop in environment "dev", on the embedded Cloud Control in .stack-deploy/local.';

  for (const [name, top] of [
    ['at the top of the manifest', ['confirm: true']],
    ['of its environment', ['environments: {dev: {confirm: true}}']],
  ] as const)
    it(`by confirm: true ${name} is refused without a terminal`, () =>
      withRig(async (rig) => {
        write(rig, top);
        for (const verb of ['build', 'teardown'])
          expect(await say(rig, `${verb} shop dev`)).to.equal(dedent`
            exit 1
            error[input/confirmation]: the ${verb} of shop in environment "dev" has to be confirmed, and there is no terminal to ask at
              = help: give it --yes
          `);
        expect(await queues(rig)).to.deep.equal([]);
      }));

  it('begins with --yes', () =>
    withRig(async (rig) => {
      write(rig, ['confirm: true']);
      expect(await say(rig, 'build shop dev --yes')).to.match(/^exit 0/);
      expect(await say(rig, 'test shop dev')).to.match(/^exit 0/);
      expect(await say(rig, 'teardown shop dev --yes')).to.match(/^exit 0/);
    }));

  it('prints its statements with --dry-run unasked', () =>
    withRig(async (rig) => {
      write(rig, ['confirm: true']);
      expect(await say(rig, 'build shop dev --dry-run')).to.match(/^exit 0/);
    }));

  it('is not asked for in an environment that says confirm: false', () =>
    withRig(async (rig) => {
      write(rig, ['confirm: true', 'environments: {dev: {confirm: false}}']);
      expect(await say(rig, 'build shop dev')).to.match(/^exit 0/);
    }));

  for (const answer of ['no\n', '\n', '', 'y\n', 'yes please\n'])
    it(`changes nothing after ${JSON.stringify(answer)}`, () =>
      withRig(async (rig) => {
        write(rig, ['confirm: true']);
        rig.isTerminal = true;
        rig.input = answer;
        const said = await say(rig, 'build shop dev');
        expect(said).to.match(/^exit 1/);
        expect(said).to.include(`${asked} Go on? Only "yes" is accepted: `);
        expect(said).to.include('error[input/confirmation]: the build of shop in environment "dev" was not confirmed');
        expect(await queues(rig)).to.deep.equal([]);
      }));

  it('begins after yes', () =>
    withRig(async (rig) => {
      write(rig, ['confirm: true']);
      rig.isTerminal = true;
      rig.input = 'yes\n';
      expect(await say(rig, 'build shop dev')).to.match(/^exit 0/);
      expect(await queues(rig)).to.deep.equal([queueUrl('orders')]);
    }));
});

import { expect } from 'chai';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { plainPalette } from '../../../src/report/palette.ts';
import { selectResources, type Selection } from '../../../src/stack/select-resources.ts';
import { loadFiles } from '../../support/loaded-stack.ts';

describe('the selection of resources', () => {
  /** vpc ← subnet ← web ← alarm; queue ← web; odd+ on its own. */
  const needs: Readonly<Record<string, readonly string[]>> = {
    vpc: [],
    'net/subnet': ['vpc'],
    queue: [],
    web: ['net/subnet', 'queue'],
    alarm: ['web'],
    'odd+': [],
  };
  const types: Readonly<Record<string, readonly string[]>> = {
    vpc: ['AWS::EC2::VPC', 'awscc.ec2.vpcs', 'aws.ec2.vpcs'],
    'net/subnet': ['AWS::EC2::Subnet', 'awscc.ec2.subnets', 'aws.ec2.subnets'],
    queue: ['AWS::SQS::Queue', 'awscc.sqs.queues', 'aws.sqs.queues'],
  };
  const { stack } = loadFiles({
    'stackql_manifest.yml': JSON.stringify({
      version: 1,
      name: 'shop',
      resources: Object.entries(needs).map(([name, others]) => ({
        name,
        type: 'script',
        run: 'true',
        depends_on: others,
      })),
    }),
  });
  const resources = Object.keys(needs).map((name) => ({ name, types: types[name] ?? [] }));

  function outcome(selection: Selection): string {
    const { value, diagnostics } = selectResources(resources, stack.graph, selection);
    return value === undefined ? formatDiagnostics(diagnostics, plainPalette).trimEnd() : [...value].join(' ');
  }

  const cases: readonly (readonly [only: readonly string[], skip: readonly string[], selected: string])[] = [
    [[], [], 'vpc net/subnet queue web alarm odd+'],
    [['web'], [], 'web'],
    [['web', 'vpc'], [], 'vpc web'],
    [['+web'], [], 'vpc net/subnet queue web'],
    [['web+'], [], 'web alarm'],
    [['+web+'], [], 'vpc net/subnet queue web alarm'],
    [['vpc+'], ['alarm'], 'vpc net/subnet web'],
    [[], ['queue+'], 'vpc net/subnet odd+'],
    [[], ['+web'], 'alarm odd+'],
    [['net/*'], [], 'net/subnet'],
    [['*e*'], [], 'net/subnet queue web'],
    [['?pc'], [], 'vpc'],
    [['+*ubnet'], [], 'vpc net/subnet'],
    [['AWS::SQS::Queue'], [], 'queue'],
    [['aws::sqs::queue'], [], 'queue'],
    [['awscc.sqs.queues'], [], 'queue'],
    [['aws.sqs.queues'], [], 'queue'],
    [['AWS::EC2::*'], [], 'vpc net/subnet'],
    [['AWS::EC2::VPC+'], ['AWS::EC2::Subnet'], 'vpc web alarm'],
    [['odd+'], [], 'odd+'],
    [['+odd+'], [], 'odd+'],
  ];
  for (const [only, skip, selected] of cases) {
    it(`is ${selected} for only [${only.join(', ')}] and skip [${skip.join(', ')}]`, () => {
      expect(outcome({ only, skip })).to.equal(selected);
    });
  }

  const refused: readonly (readonly [selection: Selection, text: string])[] = [
    [
      { only: ['wbe'] },
      'error[input/selection]: --only "wbe" matches nothing: no resource of this stack has that name or type\n' +
        '  = help: did you mean "web"?',
    ],
    [
      { skip: ['+qeue+'] },
      'error[input/selection]: --skip "+qeue+" matches nothing: no resource of this stack has that name or type\n' +
        '  = help: did you mean "+queue+"?',
    ],
    [
      { only: ['sub'] },
      'error[input/selection]: --only "sub" matches nothing: no resource of this stack has that name or type\n' +
        '  = help: did you mean "net/subnet"?',
    ],
    [
      { only: ['AWS::SQS::Queues'] },
      'error[input/selection]: --only "AWS::SQS::Queues" matches nothing: no resource of this stack has that type\n' +
        '  = help: did you mean "AWS::SQS::Queue"?',
    ],
    [
      { only: ['x*', 'zzz'] },
      'error[input/selection]: --only "x*" matches nothing: no resource of this stack has that name or type\n' +
        '  = help: use one of vpc, net/subnet, queue, web, alarm, odd+, or a type\n\n' +
        'error[input/selection]: --only "zzz" matches nothing: no resource of this stack has that name or type\n' +
        '  = help: use one of vpc, net/subnet, queue, web, alarm, odd+, or a type',
    ],
    [
      { only: ['web'], skip: ['*b'] },
      'error[input/selection]: --only and --skip leave no resource\n  = help: skip fewer resources',
    ],
    [{ skip: ['*'] }, 'error[input/selection]: --skip leaves no resource\n  = help: skip fewer resources'],
    [
      { only: ['+'] },
      'error[input/selection]: --only "+" matches nothing: no resource of this stack has that name or type\n' +
        '  = help: use one of vpc, net/subnet, queue, web, alarm, odd+, or a type',
    ],
  ];
  for (const [selection, text] of refused) {
    it(`is refused for ${JSON.stringify(selection)}`, () => {
      expect(outcome(selection)).to.equal(text);
    });
  }
});

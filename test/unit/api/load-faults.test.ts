import { expect } from 'chai';
import { parseFaults } from '../../../src/api/load-faults.ts';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostic.ts';
import { faultKinds } from '../../../src/emulator/faults/fault-kinds.ts';
import { handlerErrorCodes, operations, otherOperations } from '../../../src/provider/cloud-control/wire.ts';
import { createRegistry, shippedSchemas } from '../../../src/resource-types/create-registry.ts';
import { dedent } from '../../support/dedent.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });

function parse(text: string): ReturnType<typeof parseFaults> {
  return parseFaults({ path: 'faults.yml', text }, registry);
}

function mistakes(text: string): readonly string[] {
  return parse(text).diagnostics.map(({ code, message, at, help }) => {
    const line = at === undefined ? 0 : at.source.text.slice(0, at.start).split('\n').length;
    return [`${line} ${code}: ${message}`, help].filter((part) => part !== undefined).join(' | ');
  });
}

describe('A file of faults', () => {
  it('is YAML or JSON, with faults as programs give them', () => {
    const faults = [
      { kind: 'throttled', operation: ['CreateResource', 'UpdateResource'], probability: 0.1 },
      { kind: 'fail', typeName: 'AWS::Cognito::UserPool', code: 'NotStabilized', remnant: true, nth: 2 },
      { kind: 'stay', times: 3, after: 1 },
      { kind: 'lag', ms: 1500, times: 'always', operation: 'GetResource' },
    ];
    const yaml = dedent`
      seed: 7
      faults:
        - kind: throttled
          operation: [CreateResource, UpdateResource]
          probability: 0.1
        - {kind: fail, typeName: AWS::Cognito::UserPool, code: NotStabilized, remnant: true, nth: 2}
        - {kind: stay, times: 3, after: 1}
        - {kind: lag, ms: 1500, times: always, operation: GetResource}
    `;
    expect(parse(yaml)).to.deep.equal({ value: { faults, seed: '7' }, diagnostics: [] });
    expect(parse(JSON.stringify({ faults }))).to.deep.equal({ value: { faults, seed: undefined }, diagnostics: [] });
    expect(parse('faults: []').value).to.deep.equal({ faults: [], seed: undefined });
  });

  it('has every kind, operation and code, and each kind what it needs', () => {
    const needs = { error: { name: 'X', message: 'x' }, fail: { code: 'NotFound' }, delay: { ms: 1 }, lag: { ms: 1 } };
    for (const kind of Object.keys(faultKinds)) {
      const fault = { kind, ...(needs as Record<string, object>)[kind] };
      expect(mistakes(JSON.stringify({ faults: [fault] })), kind).to.deep.equal([]);
    }
    for (const operation of [...operations, ...Object.keys(otherOperations)])
      expect(mistakes(JSON.stringify({ faults: [{ kind: 'cut', operation }] }))).to.deep.equal([]);
    for (const code of handlerErrorCodes)
      expect(mistakes(JSON.stringify({ faults: [{ kind: 'fail', code }] }))).to.deep.equal([]);
  });

  it('is told every mistake with its place, in the order of the file', () => {
    expect(
      mistakes(dedent`
        faultz: 1
        faults:
          - kind: throtled
          - kind: delay
          - kind: throttled
            ms: 5
            operation: [GetResource, Nope]
            probability: 2
          - kind: stay
            nth: 2
            times: 3
            ms: "x"
          - just
          - kind: lag
            ms: 5
            times: never
          - kind: denied
            typeName: AWS::Cognito::UserPol
      `).map((text) =>
        text.replace(/(must be )"error".*(, not)/, '$1one of the kinds$2').replace(/"CreateRes.*"/, 'OP'),
      ),
    ).to.deep.equal([
      '1 input/faults: unknown key "faultz" in the file of faults | did you mean "faults"?',
      '3 input/faults: "kind" must be one of the kinds, not "throtled" | did you mean "throttled"?',
      '4 input/faults: missing key "ms" in a fault',
      '6 input/faults: "ms" belongs to faults of kind delay, no-answer, stay, lag and iam-lag',
      '7 input/faults: an entry of "operation" must be OP',
      '8 input/faults: "probability" must be at most 1, not 2',
      '11 input/faults: "nth" says which request is struck; leave out "times"',
      '12 input/faults: "ms" must be a whole number, not "x"',
      '13 input/faults: a fault must be a map, not "just"',
      '16 input/faults: "times" must be "always", not "never"',
      '18 input/faults: unknown resource type "AWS::Cognito::UserPol" | did you mean "AWS::Cognito::UserPool"?',
    ]);
  });

  it('must be a map', () => {
    expect(mistakes('- kind: cut')).to.deep.equal([
      '1 input/faults: a file of faults must be a map | begin it with "faults:", and each fault with "- "',
    ]);
    expect(mistakes('')).to.have.length(1);
    expect(mistakes('faults: [')[0]).to.match(/^1 manifest\/yaml-syntax/);
    expect(formatDiagnostics(parse('fault: []').diagnostics)).to.equal(
      dedent`
        error[input/faults]: unknown key "fault" in the file of faults
         --> faults.yml:1:1
          |
        1 | fault: []
          | ^^^^^
          = help: did you mean "faults"?

        error[input/faults]: missing key "faults" in the file of faults
         --> faults.yml:1:1
          |
        1 | fault: []
          | ^^^^^
      `.trimEnd(),
    );
  });
});

import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withRig } from '../support/rig.ts';

const manifest = dedent`
  version: 1
  name: shop
  providers: [awscc]
  resources:
    - name: ports
      type: query
      sql: SELECT 5 AS port
      exports: [port]
    - name: answer
      type: query
      sql: |
        SELECT '{{ "yes" if port == "5" else "no" }}' AS answer, {% if port == "5" %}1{% else %}0{% endif %} AS same
      exports: [answer]
    - name: second
      type: query
      if: port != "5"
      sql: SELECT '{{ "yes" if vars.replicas == 3 else "no" }}' AS replicas
      exports: [replicas]
`;

describe('comparisons of what only reads the same', () => {
  it('are told by the check where their values are known, and by the run where they were not', async () => {
    await withRig(async (rig) => {
      rig.write('s/stackql_manifest.yml', manifest);
      const validated = await rig.run('validate', 's', 'dev', '-e', 'replicas=3');
      expect(validated.code).to.equal(0);
      expect(validated.errors)
        .to.include(
          '`vars.replicas == 3` compares a string with an integer that reads the same: the two are never equal',
        )
        .and.include('= help: write `vars.replicas | int`')
        .and.not.to.include('`port == "5"` compares');
      const { code, errors } = await rig.run('build', 's', 'dev', '--local', '-e', 'replicas=3');
      expect(code, errors).to.equal(0);
      const told = [...errors.matchAll(/never-equal\]: (.*?) (?:compares|looks)[^]*?--> (\S+)/g)].map(
        ([, what, at]) => [what, at],
      );
      expect(told).to.deep.equal([
        ['`vars.replicas == 3`', 's/stackql_manifest.yml:17:30'],
        ['`port == "5"`', 's/stackql_manifest.yml:12:27'],
        ['`port == "5"`', 's/stackql_manifest.yml:12:70'],
        ['`port != "5"`', 's/stackql_manifest.yml:16:9'],
      ]);
    });
  });
});

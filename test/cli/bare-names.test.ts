import { expect } from 'chai';
import { withRig } from '../support/rig.ts';

/** What is told of an `if`: the name, what it always is in stackql-deploy 2, and what to write. */
async function told(condition: string): Promise<readonly (readonly string[])[]> {
  return withRig(async (rig) => {
    rig.write(
      's/stackql_manifest.yml',
      `version: 1\nname: s\nproviders: [awscc]\nglobals:\n  - name: kind\n    value: a\n  - name: count\n    value: 2\nresources:\n  - name: q\n    type: query\n    if: |-\n      ${condition}\n    sql: SELECT 1 AS a\n`,
    );
    const { code, errors } = await rig.run('validate', 's', 'dev');
    expect(code, errors).to.equal(0);
    const found = errors.matchAll(
      /bare-name\]: (\S+) stands.*always (\w+)\n +--> (\S+)[^]*?help: write (.*), which is/g,
    );
    return [...found].map(([, name = '', always = '', at = '', braced = '']) => [name, always, at, braced]);
  });
}

describe('names without braces in an `if`', () => {
  const at = (column: number): string => `s/stackql_manifest.yml:13:${column}`;
  const cases: readonly (readonly [condition: string, found: readonly (readonly string[])[]])[] = [
    [`stack_env == 'dev'`, [['stack_env', 'false', at(7), `'{{ stack_env }}'`]]],
    [`'prd' != stack_env`, [['stack_env', 'true', at(16), `'{{ stack_env }}'`]]],
    [`kind in ['a', 'b']`, [['kind', 'false', at(7), `'{{ kind }}'`]]],
    [`globals.kind not in ['b']`, [['globals.kind', 'true', at(7), `'{{ globals.kind }}'`]]],
    [`count == 2`, [['count', 'false', at(7), '{{ count }}']]],
    [`'{{ kind }}' == 'a' and not (stack_env == 'x')`, [['stack_env', 'false', at(36), `'{{ stack_env }}'`]]],
    [
      `kind == stack_env or '{{ kind }}' == 'a'`,
      [
        ['kind', 'false', at(7), '{{ kind }}'],
        ['stack_env', 'false', at(15), '{{ stack_env }}'],
      ],
    ],
    [`'{{ stack_env }}' == 'dev'`, []],
    [`{{ count }} == 2`, []],
    [`count > 1 and kind is defined`, []],
    [`true`, []],
  ];
  for (const [condition, found] of cases) {
    it(`are told of ${condition}`, async () => {
      expect(await told(condition)).to.deep.equal(found);
    });
  }
});

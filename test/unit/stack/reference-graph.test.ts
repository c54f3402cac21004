import { expect } from 'chai';
import { positionOf } from '../../../src/diagnostics/source-lines.ts';
import type { ReferenceGraph } from '../../../src/stack/reference-graph.ts';
import { dedent } from '../../support/dedent.ts';
import { loadFiles } from '../../support/loaded-stack.ts';

/** Each use on a line: who uses whom, what is taken, by which part of the user, and where that stands. */
function shown(graph: ReferenceGraph): string {
  return graph.edges
    .flatMap(({ from, to, uses }) =>
      uses.map(({ path, where, at, through }) => {
        const part = [where.kind, ...Object.values(where).slice(1)].join(' ');
        const { line, column } = positionOf(at.source, at.start);
        const value = path.length === 0 ? '' : ` takes ${path.join('.')}`;
        const by = through === undefined ? '' : ` through ${through}`;
        return `${from} → ${to}:${value} in ${part}${by}, ${at.source.path}:${line}:${column}\n`;
      }),
    )
    .join('');
}

/** Resources that only depend on each other, one per line: `web: pool, client`. */
function dependingOn(text: string): string {
  const resources = text.split('\n').map((line) => {
    const [name = '', needs = ''] = line.split(':').map((part) => part.trim());
    return `  - {name: ${name}, type: script, run: 'true', depends_on: [${needs}]}\n`;
  });
  return `version: 1\nname: shop\nresources:\n${resources.join('')}`;
}

describe('the reference graph', () => {
  it('finds every way in which a resource takes a value of another', () => {
    const { stack, told } = loadFiles({
      'stackql_manifest.yml': dedent`
        version: 1
        name: shop
        globals:
          - {name: label, value: "{{ resource_name }}-{{ pool.pool_id }}"}
          - {name: whole, value: "{{ globals.label }}!"}
          - {name: plain, value: x}
        resources:
          - {name: pool, type: script, run: 'true', exports: [pool_id, {arn: pool_arn}], return_vals: {create: [token]}}
          - {name: names, type: script, run: 'true', exports: [plain_name]}
          - name: web
            file: web.iql
            if: pool_id != ''
            auth: {awscc: {role_arn: "{{ pool.pool_arn }}"}}
            depends_on: [names]
            props:
              - {name: policy, value: {Statement: "file(policy.json)"}}
              - {name: tags, value: {}, merge: [names]}
              - {name: title, value: "{{ whole }} {{ plain }}"}
              - {name: plain_name, value: "{{ plain_name | default('a') }}"}
            exports: [web_id]
          - name: after
            type: script
            run: "echo {{ web.web_id }} {% if pool.token is defined %}{{ names['plain_name'] }}{% endif %} {{ stack_name }} {{ this.x }}"
      `,
      'resources/policy.json': '{"Resource": "{{ pool_arn }}"}',
      'resources/web.iql':
        "/*+ create */\nINSERT INTO awscc.a.b (a) SELECT '{{ pool_id }}{{ title }}{{ plain_name }}';\n" +
        "/*+ delete */\nDELETE FROM awscc.a.b WHERE a = '{{ web_id }}' AND b = '{{ web.web_id }}' AND c = '{{ pool_arn }}';\n",
    });
    expect(told).to.equal('');
    expect(shown(stack.graph)).to.equal(dedent`
      web → pool: takes pool_id in if, stackql_manifest.yml:12:9
      web → pool: takes pool_arn in prop policy, resources/policy.json:1:18
      web → pool: takes pool.pool_id in prop title through whole, stackql_manifest.yml:4:50
      web → pool: takes pool.pool_arn in auth role_arn, stackql_manifest.yml:13:34
      web → pool: takes pool_id in query create, resources/web.iql:2:38
      web → pool: takes pool_arn in query delete, resources/web.iql:4:87
      web → names: takes names in prop tags, stackql_manifest.yml:17:41
      web → names: takes plain_name in prop plain_name, stackql_manifest.yml:19:39
      web → names: in depends_on, stackql_manifest.yml:14:18
      after → web: takes web.web_id in script, stackql_manifest.yml:23:19
      after → pool: takes pool.token in script, stackql_manifest.yml:23:39
      after → names: takes names.plain_name in script, stackql_manifest.yml:23:66
    `);
  });

  it('takes the last earlier giver of a bare name, and the one before where that may be skipped', () => {
    const { stack } = loadFiles({
      'stackql_manifest.yml': dedent`
        version: 1
        name: shop
        resources:
          - {name: a, type: script, run: 'true', exports: [x]}
          - {name: b, type: script, run: 'true', exports: [x]}
          - {name: c, type: script, run: 'true', exports: [x], if: "stack_env == 'prd'"}
          - {name: user, type: script, run: "echo {{ x }}"}
          - {name: d, type: script, run: 'true', exports: [x]}
      `,
    });
    expect(stack.graph.edgesFrom('user').map(({ to }) => to)).to.deep.equal(['c', 'b']);
    expect(stack.graph.giversOf('x')).to.deep.equal(['d']);
    expect(stack.graph.giversOf('a.x')).to.deep.equal(['a']);
    expect(stack.graph.giversOf('nothing')).to.deep.equal([]);
  });

  it('knows what a resource needs and what needs it, through others too', () => {
    const { stack } = loadFiles({
      'stackql_manifest.yml': dependingOn('a:\nb: a\nc: b\nd: a\ne: c, d\nf:'),
    });
    const { graph } = stack;
    const sorted = (names: ReadonlySet<string>): string => [...names].sort().join(' ');
    expect(sorted(graph.neededBy('e'))).to.equal('a b c d');
    expect(sorted(graph.dependentsOf('a'))).to.equal('b c d e');
    expect(sorted(graph.neededBy('f'))).to.equal('');
    expect(sorted(graph.dependentsOf('f'))).to.equal('');
    expect(graph.edgesTo('a').map(({ from }) => from)).to.deep.equal(['b', 'd']);
  });

  for (const [title, text, order] of [
    ['keeps the order of the manifest', 'a:\nb: a\nc: a\nd: b', 'a b c d'],
    ['puts a resource right after a later one that it depends on', 'a: c\nb:\nc:\nd:', 'b c a d'],
    ['takes along what depends on it', 'a: c\nb: a\nc:\nd: a', 'c a b d'],
    ['goes over several steps', 'a: b\nb: c\nc: d\nd:', 'd c b a'],
  ] as const) {
    it(title, () => {
      const { stack, told } = loadFiles({ 'stackql_manifest.yml': dependingOn(text) });
      expect(told).to.equal('');
      expect(stack.graph.order.join(' ')).to.equal(order);
      expect(stack.resources.map(({ name }) => name).join(' ')).to.equal(order);
      expect(stack.manifest.resources.map(({ name }) => name)).to.deep.equal([...stack.graph.order].sort());
    });
  }

  it('shows a way round with each of its steps', () => {
    const { told } = loadFiles({
      'stackql_manifest.yml': dedent`
        version: 1
        name: shop
        globals:
          - {name: label, value: "{{ resource_name }} {{ pool_id }}"}
        resources:
          - {name: pool, type: script, run: 'true', exports: [pool_id], depends_on: [client]}
          - {name: web, type: script, run: 'echo {{ label }}', exports: [web_id]}
          - name: client
            type: script
            run: echo {{ web.web_id }}
      `,
    });
    expect(told.trimEnd()).to.equal(
      dedent`
      error[manifest/circular-dependency]: "pool" depends on itself: pool → client → web → pool
        --> stackql_manifest.yml:6:78
         |
       5 | resources:
       6 |   - {name: pool, type: script, run: 'true', exports: [pool_id], depends_on: [client]}
         |                                                                              ^^^^^^
       7 |   - {name: web, type: script, run: 'echo {{ label }}', exports: [web_id]}
      note: "client" takes web.web_id of "web"
        --> stackql_manifest.yml:10:18
         |
       9 |     type: script
      10 |     run: echo {{ web.web_id }}
         |                  ^^^^^^^^^^
      note: "web" takes pool_id of "pool" through the global "label"
        --> stackql_manifest.yml:4:50
         |
       3 | globals:
       4 |   - {name: label, value: "{{ resource_name }} {{ pool_id }}"}
         |                                                  ^^^^^^^
       5 | resources:
         = help: remove "client" from "depends_on" of "pool", or one of the other references
    `.trimEnd(),
    );
  });

  it('shows each of several ways round once', () => {
    const { told, stack } = loadFiles({ 'stackql_manifest.yml': dependingOn('a: b\nb: a\nc: d\nd: e\ne: c\nf: a') });
    expect(told.split('\n').filter((line) => line.startsWith('error'))).to.deep.equal([
      'error[manifest/circular-dependency]: "b" depends on itself: b → a → b',
      'error[manifest/circular-dependency]: "e" depends on itself: e → c → d → e',
    ]);
    expect(stack.resources).to.have.length(6);
  });

  it('refuses names that are no other resource', () => {
    const { told } = loadFiles({ 'stackql_manifest.yml': dependingOn('pool:\nweb: pol, web, zzz') });
    expect(told.trimEnd()).to.equal(
      dedent`
      error[manifest/unknown-dependency]: "depends_on" of "web" names "pol", which is not a resource of this stack
       --> stackql_manifest.yml:5:57
        |
      4 |   - {name: pool, type: script, run: 'true', depends_on: []}
      5 |   - {name: web, type: script, run: 'true', depends_on: [pol, web, zzz]}
        |                                                         ^^^
        = help: did you mean "pool"?

      error[manifest/circular-dependency]: "web" depends on itself
       --> stackql_manifest.yml:5:62
        |
      4 |   - {name: pool, type: script, run: 'true', depends_on: []}
      5 |   - {name: web, type: script, run: 'true', depends_on: [pol, web, zzz]}
        |                                                              ^^^
        = help: remove this name

      error[manifest/unknown-dependency]: "depends_on" of "web" names "zzz", which is not a resource of this stack
       --> stackql_manifest.yml:5:67
        |
      4 |   - {name: pool, type: script, run: 'true', depends_on: []}
      5 |   - {name: web, type: script, run: 'true', depends_on: [pol, web, zzz]}
        |                                                                   ^^^
        = help: use the name of a resource in this manifest
    `.trimEnd(),
    );
  });
});

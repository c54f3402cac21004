import { expect } from 'chai';
import { Composite, Secret, SqlList, Unknown } from '../../../../src/values/value.ts';
import { piecesOf, textOf, valueOf } from '../rendering.ts';

const pool = new Unknown('user_pool.id');
const password = new Secret('pass word');
const names = {
  pool,
  password,
  hidden: new Unknown('client.secret', { secret: true }),
  settings: new Secret({ name: 'x', list: [1, 2] }),
  map: { p: password, q: pool, r: 1 },
  list: [password, 'b', pool],
};

describe('unknown values in templates', () => {
  it('stay unknown, named after what was done with them', () => {
    expect(valueOf('{{ pool }}', names)).to.equal(pool);
    expect(valueOf('{{ pool | upper }}', names)).to.deep.equal(new Unknown('user_pool.id | upper'));
    expect(valueOf('{{ pool.split("_")[0] }}', names)).to.deep.equal(new Unknown('user_pool.id.split("_")[0]'));
    expect(valueOf('{{ pool.arn }}', names)).to.deep.equal(new Unknown('user_pool.id.arn'));
    expect(valueOf('{{ pool[0] }}', names)).to.deep.equal(new Unknown('user_pool.id[0]'));
    expect(valueOf('{{ pool + 1 }}', names)).to.deep.equal(new Unknown('user_pool.id + 1'));
    expect(valueOf('{{ pool == "a" }}', names)).to.deep.equal(new Unknown('user_pool.id == "a"'));
    expect(valueOf('{{ "x" if pool else "y" }}', names)).to.deep.equal(new Unknown('"x" if pool else "y"'));
    expect(valueOf('{{ pool or "x" }}', names)).to.deep.equal(new Unknown('user_pool.id or "x"'));
  });

  it('stay secret where they are', () => {
    expect(valueOf('{{ hidden | upper }}', names)).to.deep.equal(
      new Unknown('client.secret | upper', { secret: true }),
    );
    expect(valueOf('{{ password if pool else "y" }}', names)).to.deep.equal(
      new Unknown('password if pool else "y"', { secret: true }),
    );
    expect(valueOf('{{ pool | replace("a", password) }}', names)).to.deep.equal(
      new Unknown('user_pool.id | replace("a", password)', { secret: true }),
    );
  });

  it('are parts of a longer text', () => {
    expect(valueOf('{{ pool }}|{{ "c" }}', names)).to.deep.equal(new Composite([pool, '|c']));
    expect(valueOf('{{ pool ~ "|" ~ password }}', names)).to.deep.equal(new Composite([pool, '|', password]));
  });

  it('end the rendering where a block hangs on them', () => {
    expect(valueOf('a{% if pool | upper == "X" %}b{% endif %}', names)).to.deep.equal(['undecided 1:8 <user_pool.id>']);
    expect(valueOf('{% for x in pool %}b{% endfor %}', names)).to.deep.equal(['undecided 1:13 <user_pool.id>']);
    expect(valueOf('{% for x in list if x %}b{% endfor %}', names)).to.deep.equal(['undecided 1:21 <user_pool.id>']);
  });

  it('are defined, and do not matter where the answer is known without them', () => {
    expect(valueOf('{{ pool is defined }}', names)).to.equal(true);
    expect(valueOf('{{ pool | default("x") }}', names)).to.equal(pool);
    expect(valueOf('{{ list | length }}', names)).to.equal(3);
    expect(valueOf('{{ "b" in list }}', names)).to.equal(true);
    expect(valueOf('{{ "c" in list }}', names)).to.deep.equal(new Unknown('"c" in list', { secret: true }));
    expect(valueOf('{{ list | first is string }}', names)).to.equal(true);
    expect(valueOf('{{ list | select("eq", "b") | list }}', names)).to.deep.equal(
      new Unknown('list | select("eq", "b") | list', { secret: true }),
    );
  });
});

describe('secret values in templates', () => {
  it('stay secret through filters, methods and operators', () => {
    expect(valueOf('{{ password | upper }}', names)).to.deep.equal(new Secret('PASS WORD'));
    expect(valueOf('{{ password.split(" ") }}', names)).to.deep.equal(new Secret(['pass', 'word']));
    expect(valueOf('{{ password[0] }}', names)).to.deep.equal(new Secret('p'));
    expect(valueOf('{{ password[:4] }}', names)).to.deep.equal(new Secret('pass'));
    expect(valueOf('{{ password * 2 }}', names)).to.deep.equal(new Secret('pass wordpass word'));
    expect(valueOf('{{ settings.name }}', names)).to.deep.equal(new Secret('x'));
    expect(valueOf('{{ settings.list | sum }}', names)).to.deep.equal(new Secret(3));
    expect(valueOf('{{ "%s!" | format(password) }}', names)).to.deep.equal(new Secret('pass word!'));
    expect(valueOf('{{ password | base64_encode }}', names)).to.deep.equal(new Secret('cGFzcyB3b3Jk'));
    expect(valueOf('{{ password | length }}', names)).to.deep.equal(new Secret(9));
  });

  it('leave the text around them plain', () => {
    expect(valueOf('user:{{ password }}!', names)).to.deep.equal(new Composite(['user:', password, '!']));
    expect(valueOf('{{ "user:" + password }}', names)).to.deep.equal(new Composite(['user:', password]));
    expect(valueOf('{{ [1, password] | join("-") }}', names)).to.deep.equal(new Composite(['1-', password]));
    expect(valueOf('{{ {"p": password} | tojson }}', names)).to.deep.equal(
      new Composite(['{"p":', new Secret('"pass word"'), '}']),
    );
  });

  it('are secret one by one where the structure around them stays', () => {
    expect(valueOf('{{ map | generate_patch_document }}', names)).to.deep.equal([
      { op: 'add', path: '/p', value: password },
      { op: 'add', path: '/q', value: pool },
      { op: 'add', path: '/r', value: 1 },
    ]);
    expect(valueOf('{{ map | merge_objects({"r": 2}) }}', names)).to.deep.equal({ p: password, q: pool, r: 2 });
    expect(valueOf('{{ list | merge_lists(["b", "c"]) }}', names)).to.deep.equal([password, 'b', pool, 'c']);
    expect(valueOf('{{ list | sql_list }}', names)).to.deep.equal(new SqlList([password, 'b', pool]));
    expect(valueOf('{{ [password, "b"] | map("upper") | list }}', names)).to.deep.equal([new Secret('PASS WORD'), 'B']);
    expect(valueOf('{% set x = map.p %}{{ x }}', names)).to.deep.equal(password);
  });

  it('give plain answers to comparisons and conditions', () => {
    expect(valueOf('{{ password == "pass word" }}', names)).to.equal(true);
    expect(valueOf('{{ password is string }}', names)).to.equal(true);
    expect(valueOf('{{ not password }}', names)).to.equal(false);
    expect(textOf('{% if password %}yes{% endif %}', names)).to.equal('yes');
  });

  it('are secret as items of a secret list', () => {
    expect(piecesOf('{% for x in settings.list %}{{ x }}{% endfor %}', names)).to.deep.equal([
      { value: new Secret(1), at: '{{ x }}' },
      { value: new Secret(2), at: '{{ x }}' },
    ]);
  });

  it('never stand in a message', () => {
    const messages = [
      '{{ password | from_json }}',
      '{{ settings.nam }}',
      '{{ map[password] }}',
      '{{ "a".index(password) }}',
      '{{ password | base64_decode }}',
      '{{ password + 1 }}',
      '{{ password | center("x") }}',
      '{{ {password: 1} }}',
      '{{ [password] | sort | int("x", password) }}',
    ].map((text) => JSON.stringify(valueOf(text, { ...names, settings: new Secret({ 'pass word': 1 }) })));
    for (const message of messages) {
      expect(message).to.match(/template\//);
      expect(message).not.to.contain('pass word"').and.not.to.contain('pass word\\"');
    }
  });
});

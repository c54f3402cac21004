import { expect } from 'chai';
import { declaredPlaces, type DeclaringOperations } from '../../../src/plan/declared-places.ts';
import { createRunRig } from '../lifecycle/run-rig.ts';

const where = "WHERE region = 'us-east-1' AND Identifier = 'p1|c1'";
const create = (columns: string, values: string, anchor = 'create'): string =>
  `/*+ ${anchor} */\nINSERT INTO awscc.cognito.user_pool_clients (UserPoolId, ${columns}, region) SELECT 'p1', ${values}, 'us-east-1';\n`;
const update = (patch: string): string =>
  `/*+ update */\nUPDATE awscc.cognito.user_pool_clients SET PatchDocument = ${patch} ${where};\n`;

const head = `globals:
  - name: days
    value: 7
  - name: texts
    value:
      title: shop
`;
const entry = `    props:
      - name: client
        value: web
      - name: urls
        value:
          - https://a.example
      - name: units
        value:
          AccessToken: minutes
          IdToken: "{{ vars.unit }}"
      - name: unit
        value: hours
      - name: alias
        value: "{{ client }}"
      - name: joined
        value: "{{ client }}-{{ days }}"
`;

/** Where a property is declared: the kind of place, and the text there. */
function placesOf(path: readonly string[], queries: string): readonly string[] {
  const { run } = createRunRig({ head, entry, queries, variables: { unit: 'hours' } });
  const created = run.onlyOperation('create') ?? run.onlyOperation('createorupdate');
  const updated = run.onlyOperation('update');
  const operations: DeclaringOperations = {
    created: created?.kind === 'create' ? created : undefined,
    createdBy: run.resource.queries.has('create') ? 'create' : 'createorupdate',
    updated: updated?.kind === 'update' ? updated : undefined,
  };
  const { resource, scope, session } = run;
  const places = declaredPlaces(path, operations, { resource, scope, globals: session.stack.globals });
  return places.map((place) => {
    const kind = place.kind === 'query' ? place.syntax : place.kind;
    return `${kind} ${place.at.source.text.slice(place.at.start, place.at.end)}`;
  });
}

type Case = readonly [title: string, path: string, queries: string, places: readonly string[]];

const cases: readonly Case[] = [
  ['is a literal of the INSERT', 'ClientName', create('ClientName', "'web'"), ["sql 'web'"]],
  ['is a literal of an upsert', 'ClientName', create('ClientName', "'web'", 'createorupdate'), ["sql 'web'"]],
  ['is nowhere where nobody declares it', 'ClientName', create('GenerateSecret', 'true'), []],
  [
    'is the manifest where the query takes a name',
    'ClientName',
    create('ClientName', "'{{ client }}'"),
    ['manifest web'],
  ],
  ['is what a name takes its value from', 'ClientName', create('ClientName', "'{{ alias }}'"), ['manifest web']],
  ['is a global', 'RefreshTokenValidity', create('RefreshTokenValidity', '{{ days }}'), ['manifest 7']],
  ['is a member of a global', 'ClientName', create('ClientName', "'{{ globals.texts.title }}'"), ['manifest shop']],
  [
    'is the query where it works something out of a name',
    'ClientName',
    create('ClientName', "'{{ client | upper }}'"),
    ['worked-out {{ client | upper }}'],
  ],
  [
    'is the query where it joins a name with a text',
    'ClientName',
    create('ClientName', "'my-{{ client }}'"),
    ['worked-out my-{{ client }}'],
  ],
  [
    'is the value in the manifest that joins names',
    'ClientName',
    create('ClientName', "'{{ joined }}'"),
    ['worked-out "{{ client }}-{{ days }}"'],
  ],
  [
    'is the query where nobody writes the name out',
    'ClientName',
    create('ClientName', "'{{ vars.unit }}'"),
    ['worked-out {{ vars.unit }}'],
  ],
  [
    'is a member of JSON in a query',
    'TokenValidityUnits/IdToken',
    create('TokenValidityUnits', `'{"AccessToken": "minutes", "IdToken": "hours"}'`),
    ['json "hours"'],
  ],
  [
    'is JSON as a whole where the member is not there',
    'TokenValidityUnits/RefreshToken',
    create('TokenValidityUnits', `'{"AccessToken": "minutes"}'`),
    [`worked-out {"AccessToken": "minutes"}`],
  ],
  [
    'is a name inside of JSON',
    'RefreshTokenRotation/RetryGracePeriodSeconds',
    create('RefreshTokenRotation', `'{"Feature": "ENABLED", "RetryGracePeriodSeconds": {{ days }}}'`),
    ['manifest 7'],
  ],
  [
    'is a member of JSON beside a name',
    'TokenValidityUnits/AccessToken',
    create('TokenValidityUnits', `'{"IdToken": "{{ unit }}", "AccessToken": "minutes"}'`),
    ['json "minutes"'],
  ],
  [
    'is an item of a list in a query',
    'CallbackURLs/1',
    create('CallbackURLs', `'["https://a.example", "https://b.example"]'`),
    ['json "https://b.example"'],
  ],
  [
    'is a list in the manifest',
    'CallbackURLs',
    create('CallbackURLs', "'{{ urls }}'"),
    ['manifest - https://a.example'],
  ],
  [
    'is a member of a map in the manifest',
    'TokenValidityUnits/AccessToken',
    create('TokenValidityUnits', "'{{ units }}'"),
    ['manifest minutes'],
  ],
  [
    'is what the manifest works out',
    'TokenValidityUnits/IdToken',
    create('TokenValidityUnits', "'{{ units }}'"),
    ['worked-out "{{ vars.unit }}"'],
  ],
  [
    'is the map in the manifest that lacks the member',
    'TokenValidityUnits/RefreshToken',
    create('TokenValidityUnits', "'{{ units }}'"),
    ['worked-out AccessToken: minutes\n          IdToken: "{{ vars.unit }}"'],
  ],
  [
    'is a map that the template writes out',
    'TokenValidityUnits/IdToken',
    create('TokenValidityUnits', `'{{ {"AccessToken": "minutes", "IdToken": unit} }}'`),
    ['manifest hours'],
  ],
  ['is a patch', 'ClientName', update(`'[{"op": "add", "path": "/ClientName", "value": "web"}]'`), ['json "web"']],
  [
    'is a part of what a patch sets',
    'TokenValidityUnits/IdToken',
    update(
      `'[{"op": "remove", "path": "/LogoutURLs"}, {"op": "add", "path": "/TokenValidityUnits", "value": {"IdToken": "hours"}}]'`,
    ),
    ['json "hours"'],
  ],
  [
    'is not a patch that removes it, and none of something inside it or beside it',
    'TokenValidityUnits',
    update(
      `'[{"op": "remove", "path": "/TokenValidityUnits"}, {"op": "add", "path": "/TokenValidityUnits/IdToken", "value": "hours"}, {"op": "add", "path": "/ClientName", "value": "a"}]'`,
    ),
    [],
  ],
  [
    'is both where two queries write it out',
    'ClientName',
    create('ClientName', "'web'") + update(`'[{"op": "add", "path": "/ClientName", "value": "web"}]'`),
    ["sql 'web'", 'json "web"'],
  ],
  [
    'is said once where two queries take it from one place',
    'ClientName',
    create('ClientName', "'{{ client }}'") +
      update(`'[{"op": "add", "path": "/ClientName", "value": "{{ client }}"}]'`),
    ['manifest web'],
  ],
  [
    'is the one that writes it out of two',
    'ClientName',
    create('ClientName', "'{{ client | upper }}'") + update(`'[{"op": "add", "path": "/ClientName", "value": "WEB"}]'`),
    ['json "WEB"'],
  ],
  [
    'is a call of a function with JSON',
    'TokenValidityUnits/IdToken',
    create('TokenValidityUnits', `json('{"IdToken": "hours"}')`),
    ['json "hours"'],
  ],
  [
    'is an item behind one with a quote in it',
    'CallbackURLs/1',
    create('CallbackURLs', `'["https://a.example/it''s", "https://b.example"]'`),
    ['json "https://b.example"'],
  ],
];

describe('where a stack says what a property is', () => {
  for (const [title, path, queries, places] of cases)
    it(title, () => {
      expect(placesOf(path.split('/'), queries)).to.deep.equal(places);
    });
});

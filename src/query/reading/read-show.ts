import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import type { Path } from '../tree.ts';
import type { DescribeStatement, Literal, ShowStatement } from '../statement.ts';
import { textOf } from '../grammar/statement-text.ts';
import { joinedName, resourceName } from './resource-name.ts';

const subjects = ['PROVIDERS', 'SERVICES', 'RESOURCES', 'METHODS'] as const;
const shown = { PROVIDERS: 'providers', SERVICES: 'services', RESOURCES: 'resources', METHODS: 'methods' } as const;
/** How many parts the name behind IN has, and an example of it. */
const scopes = {
  SERVICES: { parts: 1, example: 'SHOW SERVICES IN awscc' },
  RESOURCES: { parts: 2, example: 'SHOW RESOURCES IN awscc.cognito' },
  METHODS: { parts: 3, example: 'SHOW METHODS IN awscc.cognito.user_pools' },
} as const;

const methodsHelp =
  'SHOW EXTENDED METHODS IN … tells what each statement needs, DESCRIBE EXTENDED … what a resource has';

/** `SHOW [EXTENDED] PROVIDERS | SERVICES IN p | RESOURCES IN p.s | METHODS IN p.s.r [LIKE 'x%']`. */
export function readShow(reader: LexemeReader): ShowStatement {
  reader.expectWord('SHOW');
  const extended = reader.word('EXTENDED') !== undefined;
  if (reader.isWord('INSERT', 'UPDATE', 'DELETE', 'TRANSACTION', 'VIEWS')) {
    reader.refuse('sql/unsupported', 'this kind of SHOW cannot be carried out', reader.peek().at, {
      help: methodsHelp,
    });
  }
  const at = reader.peek();
  reader.expectWord(...subjects);
  const subject = subjects.find((word) => at.kind === 'word' && at.keyword === word) ?? 'PROVIDERS';
  let path: Path | undefined;
  if (subject !== 'PROVIDERS') {
    const { parts, example } = scopes[subject];
    if (!reader.isWord('IN', 'FROM')) {
      reader.refuse('sql/syntax', `SHOW ${subject} needs IN`, reader.peek().at, { help: `write ${example}` });
    }
    reader.next();
    path = reader.path('a name');
    const found = joinedName(path);
    const isTypeName = subject === 'METHODS' && found.includes('::');
    if (path.parts.length !== parts && !isTypeName) {
      reader.refuse('sql/syntax', `SHOW ${subject} cannot look into ${found}`, path.at, {
        help: `write ${example}`,
      });
    }
  }
  const like = reader.word('LIKE') === undefined ? undefined : textLiteral(reader);
  if (reader.isWord('WHERE')) {
    reader.refuse('sql/unsupported', 'SHOW takes LIKE and no WHERE', reader.peek().at, {
      help: "LIKE 'x%' chooses by name",
    });
  }
  reader.expectEnd('IN', 'LIKE');
  return {
    kind: 'show',
    at: reader.since(0),
    text: textOf(reader, 0, reader.index),
    what: shown[subject],
    extended,
    in: path === undefined ? undefined : resourceName(path),
    like,
  };
}

/** `DESCRIBE [EXTENDED] p.s.r`. */
export function readDescribe(reader: LexemeReader): DescribeStatement {
  reader.expectWord('DESCRIBE', 'DESC');
  if (reader.isWord('METHOD')) {
    reader.refuse('sql/unsupported', 'DESCRIBE METHOD cannot be carried out', reader.peek().at, { help: methodsHelp });
  }
  const extended = reader.word('EXTENDED') !== undefined;
  const path = reader.path('a resource');
  reader.expectEnd();
  return {
    kind: 'describe',
    at: reader.since(0),
    text: textOf(reader, 0, reader.index),
    extended,
    resource: resourceName(path),
  };
}

function textLiteral(reader: LexemeReader): Literal {
  const lexeme = reader.peek();
  if (lexeme.kind !== 'literal') return reader.expected('a pattern in single quotes');
  reader.next();
  return lexeme.literal;
}

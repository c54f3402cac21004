import ts from 'typescript';

/**
 * What a function may give back instead of a result, by the type that it declares: the empty list, text, map or set, undefined, and
 * true or false. Nothing where it declares no type, or one that has nothing empty.
 */
export function emptyResults(result: ts.Expression): readonly string[] {
  const declared = ts.findAncestor(result.parent, ts.isFunctionLike)?.type;
  if (declared === undefined) return [];
  return emptyOf(awaited(declared)).filter((text) => text !== result.getText());
}

/** What a Promise of this type gives once it is kept: an async function returns that. */
function awaited(type: ts.TypeNode): ts.TypeNode {
  return ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise'
    ? (type.typeArguments?.[0] ?? type)
    : type;
}

function emptyOf(type: ts.TypeNode): readonly string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(emptyOf);
  if (ts.isArrayTypeNode(type)) return ['[]'];
  if (ts.isTypeOperatorNode(type)) return emptyOf(type.type);
  // `value is Named`
  if (ts.isTypePredicateNode(type)) return type.assertsModifier === undefined ? ['true', 'false'] : [];
  if (ts.isTypeReferenceNode(type)) return emptyByName.get(type.typeName.getText()) ?? [];
  switch (type.kind) {
    case ts.SyntaxKind.BooleanKeyword:
      return ['true', 'false'];
    case ts.SyntaxKind.StringKeyword:
      return ["''"];
    case ts.SyntaxKind.UndefinedKeyword:
      return ['undefined'];
    default:
      return [];
  }
}

const emptyByName: ReadonlyMap<string, readonly string[]> = new Map([
  ['ReadonlyMap', ['new Map()']],
  ['Map', ['new Map()']],
  ['ReadonlySet', ['new Set()']],
  ['Set', ['new Set()']],
  ['ValueMap', ['{}']],
  ['JsonObject', ['{}']],
]);

const nameSpace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** A tree of XML elements: a text, or elements by name. */
export type XmlContent = string | { readonly [name: string]: XmlContent };

/** An answer of STS in the form of the query protocol: what `action` results in. */
export function formatQueryAnswer(action: string, result: XmlContent, requestId: string): string {
  return formatDocument(`${action}Response`, {
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: requestId },
  });
}

/** An error in the form of the query protocol. */
export function formatQueryError(code: string, message: string, requestId: string): string {
  return formatDocument('ErrorResponse', {
    Error: { Type: 'Sender', Code: code, Message: message },
    RequestId: requestId,
  });
}

function formatDocument(name: string, content: XmlContent): string {
  return [`<${name} xmlns="${nameSpace}">`, ...linesOf(content, '  '), `</${name}>`, ''].join('\n');
}

function linesOf(content: XmlContent, indent: string): readonly string[] {
  if (typeof content === 'string') return [indent + escapeText(content)];
  return Object.entries(content).flatMap(([name, inner]) =>
    typeof inner === 'string'
      ? [`${indent}<${name}>${escapeText(inner)}</${name}>`]
      : [`${indent}<${name}>`, ...linesOf(inner, `${indent}  `), `${indent}</${name}>`],
  );
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

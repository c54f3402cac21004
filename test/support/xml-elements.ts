/** An element of an XML document, with its text unescaped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlElement[];
}

/** The root of a document without comments, CDATA and namespaces. Throws where it is not well-formed. */
export function elementsOf(xml: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!xml.startsWith(declaration)) throw new Error('it has no declaration');
  const document: Open = { name: '', attributes: {}, text: '', children: [] };
  const open = [document];
  const token = /<\/([\w-]+)>|<([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/y;
  token.lastIndex = declaration.length;
  while (token.lastIndex < xml.length) {
    const start = token.lastIndex;
    const found = token.exec(xml);
    if (found === null) throw new Error(`it is not well-formed at: ${xml.slice(start, start + 60)}`);
    const [, closed, name, attributes = '', isEmpty, text] = found;
    const parent = open.at(-1)!;
    if (text !== undefined) {
      parent.text += unescaped(text);
    } else if (name !== undefined) {
      const element: Open = { name, attributes: attributesIn(attributes), text: '', children: [] };
      parent.children.push(element);
      if (isEmpty === '') open.push(element);
    } else {
      if (open.pop()?.name !== closed) throw new Error(`</${closed}> closes another element`);
    }
  }
  const [root, ...others] = document.children;
  if (open.length !== 1 || root === undefined || others.length > 0) throw new Error('it has no single root');
  return root;
}

function attributesIn(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/([\w-]+)="([^"]*)"/g)];
  if (new Set(found.map(([, name]) => name)).size < found.length)
    throw new Error(`an attribute is there twice: ${text}`);
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, unescaped(value)]));
}

function unescaped(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+);)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))
    throw new Error(`a sign is not escaped in: ${text}`);
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? names[name]! : String.fromCodePoint(Number(code)),
  );
}

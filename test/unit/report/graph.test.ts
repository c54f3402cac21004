import { expect } from 'chai';
import { formatDot } from '../../../src/report/graph/dot.ts';
import { formatMermaid } from '../../../src/report/graph/mermaid.ts';
import type { DrawnNode, StackDrawing } from '../../../src/report/graph/stack-drawing.ts';
import { dedent } from '../../support/dedent.ts';

function node(name: string, more: Partial<DrawnNode> = {}): DrawnNode {
  return { name, detail: '', isSkipped: false, action: undefined, ...more };
}

/** Names that would end a quoted text, begin an entity, or be read as Markdown or HTML. */
const drawing: StackDrawing = {
  title: 'a "b" \\',
  nodes: [
    node('net/vpc', { detail: 'AWS::EC2::VPC', action: 'create' }),
    node('client["web"]', { detail: 'AWS::Cognito::UserPoolClient', action: 'replace', isSkipped: true }),
    node('end', { isSkipped: true }),
    node('<b>#quot;&`x`\\n*y*', { action: 'create' }),
  ],
  edges: [
    { from: 'net/vpc', to: 'client["web"]', values: ['vpc_id', 'tags.a"b|c'], isWithoutValue: false },
    { from: 'net/vpc', to: 'end', values: [], isWithoutValue: true },
    { from: 'end', to: '<b>#quot;&`x`\\n*y*', values: [], isWithoutValue: false },
  ],
};

describe('the drawing of a stack', () => {
  it('is a flowchart of Mermaid, with names that cannot be anything but names', () => {
    expect(formatMermaid(drawing)).to.equal(dedent`
      flowchart TD
        n0["net/vpc<br/>AWS::EC2::VPC"]
        n1["client[#34;web#34;]<br/>AWS::Cognito::UserPoolClient"]
        n2["end"]
        n3["#60;b#62;#35;quot;#38;#96;x#96;#92;n#42;y#42;"]
        n0 -->|"vpc_id<br/>tags.a#34;b|c"| n1
        n0 -.-> n2
        n2 --> n3
        classDef create fill:#d4f4dd,stroke:#2da44e,color:#1f2328
        class n0,n3 create
        classDef replace fill:#ffe0c2,stroke:#d1570e,color:#1f2328
        class n1 replace
        classDef skipped stroke-dasharray:4 4
        class n1,n2 skipped
    `);
  });
  it('is a graph of Graphviz, with names that cannot be anything but names', () => {
    expect(formatDot(drawing)).to.equal(
      [
        'digraph "a \\"b\\" \\\\" {',
        '  node [shape=box];',
        '  "net/vpc" [label="net/vpc\\nAWS::EC2::VPC", style="filled", fillcolor="#d4f4dd", color="#2da44e"];',
        '  "client[\\"web\\"]" [label="client[\\"web\\"]\\nAWS::Cognito::UserPoolClient", style="filled,dashed", fillcolor="#ffe0c2", color="#d1570e"];',
        '  "end" [label="end", style="dashed"];',
        '  "<b>#quot;&`x`\\\\n*y*" [label="<b>#quot;&`x`\\\\n*y*", style="filled", fillcolor="#d4f4dd", color="#2da44e"];',
        '  "net/vpc" -> "client[\\"web\\"]" [label="vpc_id\\ntags.a\\"b|c"];',
        '  "net/vpc" -> "end" [style=dotted];',
        '  "end" -> "<b>#quot;&`x`\\\\n*y*";',
        '}',
        '',
      ].join('\n'),
    );
  });
  it('of no resources is an empty one', () => {
    expect(formatMermaid({ title: 'x', nodes: [], edges: [] })).to.equal('flowchart TD\n');
    expect(formatDot({ title: 'x', nodes: [], edges: [] })).to.equal('digraph "x" {\n  node [shape=box];\n}\n');
  });
});

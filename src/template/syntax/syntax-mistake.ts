import type { DiagnosticCode } from '../../diagnostics/codes.ts';

/** Offsets in the excerpt's text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Details {
  readonly code?: DiagnosticCode;
  readonly help?: string;
  readonly related?: { readonly message: string; readonly span: Span };
}

/** Ends the parsing of a template; never leaves this folder. */
export class SyntaxMistake extends Error {
  readonly span: Span;
  readonly code: DiagnosticCode;
  readonly help: string | undefined;
  readonly related: { readonly message: string; readonly span: Span } | undefined;

  constructor(message: string, span: Span, details: Details = {}) {
    super(message);
    this.span = { start: span.start, end: span.end };
    this.code = details.code ?? 'template/syntax';
    this.help = details.help;
    this.related = details.related;
  }
}

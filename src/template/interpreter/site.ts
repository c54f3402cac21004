import type { DiagnosticCode } from '../../diagnostics/codes.ts';
import { locationIn, type Excerpt, type Location } from '../../diagnostics/source.ts';
import { refusal, type Stop } from './stop.ts';

/** What stands somewhere in a template: offsets in the excerpt's text. */
export interface Placed {
  readonly start: number;
  readonly end: number;
}

/** The text that is being rendered, to say where things stand in it. */
export class Site {
  readonly excerpt: Excerpt;
  constructor(excerpt: Excerpt) {
    this.excerpt = excerpt;
  }

  at(node: Placed): Location {
    return locationIn(this.excerpt, node.start, node.end);
  }

  /** The characters of a node, blanks squeezed. */
  source(node: Placed): string {
    return this.excerpt.text.slice(node.start, node.end).replace(/\s+/g, ' ');
  }

  refuse(node: Placed, message: string, help?: string, code: DiagnosticCode = 'template/wrong-argument'): Stop {
    return refusal(code, message, this.at(node), help);
  }
}

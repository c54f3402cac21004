/** How the parts of a shown text look. Colours are chosen where reports are written; here only the parts have names. */
export interface Paint {
  /** `error[code]` and the carets under it. */
  readonly error: (text: string) => string;
  /** `warning[code]` and the carets under it. */
  readonly warning: (text: string) => string;
  /** `note`, `help`, and the carets under a related place. */
  readonly note: (text: string) => string;
  /** `path:line:column`. */
  readonly place: (text: string) => string;
  /** Line numbers, bars and arrows. */
  readonly dim: (text: string) => string;
  /** The message itself. */
  readonly bold: (text: string) => string;
}

const asItIs = (text: string): string => text;

/** No colours. */
export const plainPaint: Paint = {
  error: asItIs,
  warning: asItIs,
  note: asItIs,
  place: asItIs,
  dim: asItIs,
  bold: asItIs,
};

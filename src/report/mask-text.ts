/** Masks what comes from outside, before it is cut or drawn. */
export type MaskText = (text: string) => string;

/** How all that is bundled is written. */
export const outputSettings = {
  platform: 'node',
  target: 'node20.19',
  // A shorter text is compiled sooner. Names stay, so that stack traces can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  sourcesContent: false,
  legalComments: 'none',
};

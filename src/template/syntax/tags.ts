/** Tags of Jinja and nunjucks that templates of stacks do not have, and what to do instead. */
export const refusedTags: ReadonlyMap<string, { readonly reason: string; readonly help?: string }> = new Map([
  [
    'include',
    { reason: 'a template cannot read other files', help: 'put the text where it is needed, or into a variable' },
  ],
  ['extends', { reason: 'a template cannot read other files' }],
  ['import', { reason: 'a template cannot read other files', help: 'define the macro in this template' }],
  ['from', { reason: 'a template cannot read other files', help: 'define the macro in this template' }],
  [
    'set_global',
    {
      reason: 'names are set where they are used',
      help: 'write `{% set ns = namespace(x=1) %}`, and in the loop `{% set ns.x = … %}`',
    },
  ],
  ['block', { reason: 'templates do not inherit from each other' }],
  ['do', { reason: 'values cannot be changed in place', help: 'write `{% set name = … %}`' }],
  ['break', { reason: 'a loop runs to its end', help: 'write `{% for x in xs if condition %}`' }],
  ['continue', { reason: 'a loop runs to its end', help: 'write `{% for x in xs if condition %}`' }],
  ['autoescape', { reason: 'nothing is ever escaped, because values never become SQL text' }],
  ['trans', { reason: 'there are no translations' }],
  ['debug', { reason: 'templates do not print what they know' }],
  ['asyncEach', { reason: 'it is not Jinja', help: 'write `{% for … %}`' }],
  ['asyncAll', { reason: 'it is not Jinja', help: 'write `{% for … %}`' }],
  ['ifAsync', { reason: 'it is not Jinja', help: 'write `{% if … %}`' }],
  ['switch', { reason: 'it is not Jinja', help: 'write `{% if … %}{% elif … %}`' }],
]);

/** The tags that templates have. */
export const knownTags = ['if', 'for', 'set', 'macro', 'call', 'filter', 'with', 'raw', 'elif', 'else'] as const;

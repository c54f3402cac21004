/** The environments that a value has entries for, `default` among them; none where it is the same in each. Of plain data, as YAML gives it. */
export function environmentsIn(value: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    const choices = choicesOf(part);
    for (const name of Object.keys(choices ?? {})) found.add(name);
    if (Array.isArray(part)) part.forEach(visit);
    else if (isMap(part)) Object.values(choices ?? part).forEach(visit);
  };
  visit(value);
  return [...found];
}

/** The value in an environment; a part that has no entry for it is left out. */
export function resolveChoices(value: unknown, environment: string): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveChoices(item, environment));
  if (!isMap(value)) return value;
  const choices = choicesOf(value);
  if (choices === undefined)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolveChoices(part, environment)]));
  const chosen = Object.hasOwn(choices, environment) ? choices[environment] : choices['default'];
  return isMap(chosen) && Object.keys(chosen).join() === 'value'
    ? chosen['value']
    : resolveChoices(chosen, environment);
}

function choicesOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (!isMap(value)) return undefined;
  const choices = Object.keys(value).join() === 'values' ? value['values'] : undefined;
  return isMap(choices) ? choices : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

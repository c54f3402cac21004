/** The runtimes of Lambda that its API has named up to now, also those in which no function can be made any more. */
export const runtimes: readonly string[] = [
  ...['nodejs', 'nodejs4.3', 'nodejs4.3-edge', 'nodejs6.10', 'nodejs8.10'],
  ...['nodejs10.x', 'nodejs12.x', 'nodejs14.x', 'nodejs16.x', 'nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x'],
  ...['java8', 'java8.al2', 'java11', 'java17', 'java21', 'java25'],
  ...['python2.7', 'python3.6', 'python3.7', 'python3.8', 'python3.9', 'python3.10', 'python3.11', 'python3.12'],
  ...['python3.13', 'python3.14'],
  ...['dotnetcore1.0', 'dotnetcore2.0', 'dotnetcore2.1', 'dotnetcore3.1', 'dotnet6', 'dotnet8', 'dotnet9', 'dotnet10'],
  ...['ruby2.5', 'ruby2.7', 'ruby3.2', 'ruby3.3', 'ruby3.4'],
  ...['go1.x', 'provided', 'provided.al2', 'provided.al2023'],
];

/** How names of later versions look, and how far they may be from the last one that is known: some years of releases. */
const families: readonly { readonly pattern: RegExp; readonly last: number; readonly furthest: number }[] = [
  { pattern: /^nodejs(\d+)\.x$/, last: 24, furthest: 34 },
  { pattern: /^java(\d+)$/, last: 25, furthest: 37 },
  { pattern: /^python3\.(\d+)$/, last: 14, furthest: 19 },
  { pattern: /^dotnet(\d+)$/, last: 10, furthest: 15 },
  { pattern: /^ruby3\.(\d+)$/, last: 4, furthest: 9 },
  { pattern: /^ruby4\.(\d+)$/, last: -1, furthest: 5 },
  { pattern: /^provided\.al(\d+)$/, last: 2023, furthest: 2031 },
];

/** The newest known runtime of the same language; one of the language that most functions have, where there is none. */
export function runtimeLike(name: string): string {
  const language = /^[a-z]*/.exec(name.toLowerCase())?.[0] ?? '';
  const alike = runtimes.filter((one) => language !== '' && one.startsWith(language));
  return alike.at(-1) ?? 'nodejs24.x';
}

/** Whether Lambda has a runtime of that name, or may have it by the time that somebody asks. */
export function mayBeRuntime(name: string): boolean {
  if (runtimes.includes(name)) return true;
  return families.some(({ pattern, last, furthest }) => {
    const version = Number(pattern.exec(name)?.[1] ?? NaN);
    return version > last && version <= furthest;
  });
}

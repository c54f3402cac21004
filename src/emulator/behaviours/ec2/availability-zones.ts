/** `use1-az1` for `us-east-1a`: which letter stands for which place differs by account; here a is the first. */
export function zoneIdOf(zone: string): string {
  const match = /^([a-z]{2})-((?:[a-z]+-)+)(\d+)([a-z])$/.exec(zone);
  if (match === null) return zone;
  const [, area = '', directions = '', number = '', letter = ''] = match;
  const short = directions
    .split('-')
    .map((word) =>
      (word.match(/north|south|east|west|central|gov|iso[a-z]*/g) ?? [word]).map((part) => part.charAt(0)).join(''),
    )
    .join('');
  return `${area}${short}${number}-az${letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1}`;
}

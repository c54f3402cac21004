/**
 * Why two values that are not the same text count as equal. Each is a file of `rules/`, where the source of the fact is named:
 *
 * - `order`: the members of a list in another order, where the order means nothing.
 * - `unset`: null, an empty text, list or map, and nothing at all.
 * - `default`: the service's own default was declared and is not returned, or was added inside of what was declared.
 * - `settings`: a list of settings of which the stack declares some and the service returns all.
 * - `aws-tag`, `own-tag`, `ignored-tag`: tags of AWS, of this program, and those that the stack lists as ignored.
 * - `policy`: two policies that mean the same to IAM.
 * - `json-text`: JSON and its text, or two texts of the same JSON.
 * - `text-of-value`: a number or boolean and its text.
 * - `arn`: a name and the ARN of what it names.
 * - `version`: a version and the patch release that the service chose.
 * - `capitals`: capitals where the service does not tell them apart.
 * - `final-dot`: a domain name with and without the dot of the root.
 * - `cidr`: two ways to write one block of addresses.
 * - `key-text`: two texts of one public key or certificate.
 * - `time`: two ways to write one instant.
 * - `schedule`: two ways to write one rate.
 * - `access-string`: two ways to write the rights of a Redis or Valkey user.
 * - `synonym`: two words of the service for one thing.
 * - `write-only`: the read did not return it, so nobody can say.
 */
export type Rule =
  | 'order'
  | 'unset'
  | 'default'
  | 'settings'
  | 'aws-tag'
  | 'own-tag'
  | 'ignored-tag'
  | 'policy'
  | 'json-text'
  | 'text-of-value'
  | 'arn'
  | 'version'
  | 'capitals'
  | 'final-dot'
  | 'cidr'
  | 'key-text'
  | 'time'
  | 'schedule'
  | 'access-string'
  | 'synonym'
  | 'write-only';

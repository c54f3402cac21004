import type { Value } from '../values/value.ts';

/** What a write does to one property of a resource. */
export interface PropertyChange {
  /** `/VisibilityTimeout`, `/Policies/PasswordPolicy/MinimumLength`; it names a list where anything of the list changes. */
  readonly pointer: string;
  /** Undefined where the resource has nothing there, or is not there itself. Secrets are marked. */
  readonly before: Value | undefined;
  /** Undefined where the write removes it. What only the build will know is an Unknown, also inside of a longer value; secrets are marked. */
  readonly after: Value | undefined;
  /** Whether the whole value must not be shown. */
  readonly secret: boolean;
  /** The property is fixed at creation: only another resource can have the other value. */
  readonly forcesReplacement: boolean;
  /** No read returns it: that `before` is undefined says nothing of what is there. */
  readonly writeOnly: boolean;
}

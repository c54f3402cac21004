#!/usr/bin/env sh
':' /* The shell reads the lines up to exec, Node.js reads the rest: to it they are a comment.
# Node.js looks for some of its own options among the arguments of a script: for --env-file up to the first --, which is why one stands
# before the script, and for those that name a configuration file everywhere. None of the latter is ours. (env -S would do for the first
# kind, but BusyBox has no such option.)
for argument do
  case $argument in
    --experimental-config-file* | --experimental-default-config-file*)
      echo "error: unknown option '$argument'" >&2
      exit 1 ;;
  esac
done
# A run is mostly garbage that a small new space holds: with a larger one a thousand resources take half as much memory again, and no less time.
exec node --max-semi-space-size=2 -- "$0" "$@"
*/;
import { existsSync } from 'node:fs';
import module from 'node:module';

// Node.js 22 and later can keep what it has compiled, in the folder for temporary files or where NODE_COMPILE_CACHE says.
module.enableCompileCache?.();

// The bundle starts faster; a checkout that was only compiled works too.
const main = ['../dist/program/main.js', '../dist/src/cli/main.js']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));
if (main !== undefined) {
  await import(main.href);
} else {
  process.stderr.write(
    'stack-deploy is not compiled yet: run "npm ci --include=dev && npm run build" in its folder.\n',
  );
  process.exitCode = 1;
}

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
exec node -- "$0" "$@"
*/;
const { existsSync } = require('node:fs');
const { join } = require('node:path');

// The bundle starts faster; a checkout that was only compiled works too.
const [bundled, compiled] = ['../dist/program/start.cjs', '../dist/src/cli/main.js'].map((path) => join(__dirname, path));
if (existsSync(bundled)) {
  require(bundled);
} else if (existsSync(compiled)) {
  void import(require('node:url').pathToFileURL(compiled).href);
} else {
  process.stderr.write(
    'stack-deploy is not compiled yet: run "npm ci --include=dev && npm run build" in its folder.\n',
  );
  process.exitCode = 1;
}

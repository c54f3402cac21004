import v8 from 'node:v8';

/**
 * Below Node 22, V8 keeps optimising WebAssembly in the background and waits for it at exit: twice the time and memory of a run. And
 * the SDK writes eight lines about old versions of Node to everyone's terminal, which are for us and not for them.
 */
export function tuneRuntime(): void {
  if (Number(process.versions.node.split('.')[0]) < 22) v8.setFlagsFromString('--liftoff-only');
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
}

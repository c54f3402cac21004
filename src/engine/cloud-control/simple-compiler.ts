import v8 from 'node:v8';

/**
 * Leaves WebAssembly to V8's simple compiler alone, in the whole process, on versions of Node where the other one costs too much. Below
 * Node 22, V8 goes on optimising in the background, and waits for that at exit: twice the time and memory of a short run. What the
 * simple compiler makes is fast enough for queries over what a stack has. Newer versions wait for nothing, and stay as they are.
 */
export function useSimpleCompiler(nodeVersion: string = process.versions.node): void {
  if (Number(nodeVersion.split('.')[0]) < 22) v8.setFlagsFromString('--liftoff-only');
}

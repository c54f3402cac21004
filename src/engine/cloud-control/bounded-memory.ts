interface Memory {
  readonly buffer: ArrayBuffer;
  grow: (pages: number) => number;
}

type InstanceConstructor = new (...args: readonly unknown[]) => { readonly exports: Readonly<Record<string, unknown>> };

// TypeScript knows WebAssembly as a part of browsers only; Node has had it all along.
const webAssembly = (
  globalThis as unknown as {
    readonly WebAssembly: { Instance: InstanceConstructor; readonly Memory: new (...args: never) => Memory };
  }
).WebAssembly;

const pageBytes = 65_536;

/**
 * Loads a WebAssembly library whose memory then stops growing at `mostBytes`: an allocation beyond fails in the library's own way.
 * SQLite's heap limit does nothing in the build that we use, and two functions of SQL suffice to ask for gigabytes. `load` has to be
 * synchronous: while it runs, and only then, new instances are looked at.
 */
export function loadWithBoundedMemory<T>(load: () => T, mostBytes: number): T {
  const original = webAssembly.Instance;
  webAssembly.Instance = new Proxy(original, {
    construct: (target, args: readonly unknown[]) => {
      const instance = new target(...args);
      for (const exported of Object.values(instance.exports)) {
        if (exported instanceof webAssembly.Memory) boundGrowth(exported, mostBytes);
      }
      return instance;
    },
  });
  try {
    return load();
  } finally {
    webAssembly.Instance = original;
  }
}

function boundGrowth(memory: Memory, mostBytes: number): void {
  const grow = memory.grow.bind(memory);
  Object.defineProperty(memory, 'grow', {
    value: (pages: number): number => {
      if (memory.buffer.byteLength + pages * pageBytes > mostBytes) throw new RangeError('The memory is at its bound.');
      return grow(pages);
    },
  });
}

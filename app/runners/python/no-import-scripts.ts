/**
 * Imported before Pyodide, which refuses to start where it can import scripts. This worker cannot, because its policy
 * allows none, but the attempt to find out would be reported as a violation of that policy.
 */
Object.defineProperty(globalThis, "importScripts", { value: undefined });

export {};

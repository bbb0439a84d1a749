/** The locks of the browser: in turn, available at once, or stolen. */
import { vi } from "vitest";

type Granted = (lock: Lock | null) => unknown;

type Holder = { readonly end: (reason: unknown) => void };

class MemoryLocks {
  readonly #holders = new Map<string, Holder>();
  readonly #waiting = new Map<string, (() => void)[]>();
  /** Rejects each request. */
  failure: Error | null = null;

  async request(name: string, options: LockOptions, granted: Granted): Promise<unknown> {
    await Promise.resolve();
    if (this.failure) throw this.failure;
    const holder = this.#holders.get(name);
    if (holder && options.ifAvailable) return granted(null);
    if (holder && options.steal) holder.end(new DOMException("stolen", "AbortError"));
    else if (holder) await this.#turn(name, options.signal);
    return this.#hold(name, granted);
  }

  async query(): Promise<LockManagerSnapshot> {
    if (this.failure) throw this.failure;
    return { held: [...this.#holders.keys()].map(name => ({ name })) };
  }

  #turn(name: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, queue);
      queue.push(resolve);
      signal?.addEventListener("abort", () => {
        queue.splice(queue.indexOf(resolve), 1);
        reject(signal.reason);
      });
    });
  }

  #hold(name: string, granted: Granted): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const holder = { end: reject };
      this.#holders.set(name, holder);
      // The browser grants and releases in separate tasks.
      const release = (value: unknown) =>
        setTimeout(() => {
          if (this.#holders.get(name) === holder) {
            this.#holders.delete(name);
            this.#waiting.get(name)?.shift()?.();
          }
          resolve(value);
        });
      setTimeout(() => void Promise.resolve(granted({ name, mode: "exclusive" })).then(release));
    });
  }
}

/** Replaces the locks of the browser, which all tabs share. */
export const useMemoryLocks = (): MemoryLocks => {
  const locks = new MemoryLocks();
  vi.stubGlobal("navigator", { locks });
  return locks;
};

/** Lets one tab at a time edit a project. */

export type LockListener = {
  /** Saves the project, because another tab takes it over. */
  readonly beforeRelease: () => Promise<void>;
  /** Another tab has the project now. */
  readonly onLost: () => void;
};

/** Asks the tab that holds a project to release it. */
type Request = { readonly project: string };

/** The lock of this tab. */
type Held = {
  readonly project: string;
  readonly listener: LockListener;
  readonly release: () => void;
  /** Resolves when other requests can get the lock. */
  readonly released: Promise<unknown>;
};

type LockRequest = Pick<Held, "project" | "listener"> & {
  readonly attempt: number;
  readonly options: LockOptions;
};

/** A tab that does not release a project in this time is frozen, and loses it. */
const PATIENCE_MILLISECONDS = 3_000;

const nameOf = (project: string): string => `stele.${project}`;

/** Null in a browser without locks, or that denies them to the page. */
const openChannel = (): BroadcastChannel | null => {
  try {
    return "locks" in navigator ? new BroadcastChannel("stele.projects") : null;
  } catch {
    return null;
  }
};

const isTimeout = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === "TimeoutError";

export class ProjectLock {
  readonly #channel = openChannel();
  #held: Held | null = null;
  /** Resolves when the previous lock is released. */
  #released: Promise<unknown> = Promise.resolve();
  /** The latest call of `hold` or `take`. What an earlier one is granted is released at once. */
  #attempt = 0;

  constructor() {
    this.#channel?.addEventListener("message", ({ data }) => void this.#answer(data));
  }

  /** Whether another tab has a project. */
  async isElsewhere(project: string): Promise<boolean> {
    if (this.#channel === null || this.#held?.project === project) return false;
    const { held = [] } = await navigator.locks.query().catch((): LockManagerSnapshot => ({}));
    return held.some(({ name }) => name === nameOf(project));
  }

  /** Locks a project and releases the previous one; false if another tab has it. */
  hold(project: string, listener: LockListener): Promise<boolean> {
    if (this.#held?.project === project) {
      this.#held = { ...this.#held, listener };
      return Promise.resolve(true);
    }
    const attempt = this.#leave();
    return this.#request({ project, listener, attempt, options: { ifAvailable: true } });
  }

  /** Takes a project over from the tab that has it, after that tab has saved it. */
  async take(project: string, listener: LockListener): Promise<void> {
    const attempt = this.#leave();
    this.#channel?.postMessage({ project } satisfies Request);
    const request = { project, listener, attempt };
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const isGranted = await this.#request({ ...request, options: { signal } });
    if (!isGranted) await this.#request({ ...request, options: { steal: true } });
  }

  /**
   * Requests the lock; false if it was not granted, or is no longer needed. Without locks, other tabs cannot be
   * detected.
   */
  async #request(request: LockRequest): Promise<boolean> {
    if (this.#channel === null) return true;
    await this.#released;
    if (request.attempt !== this.#attempt) return false;
    return new Promise(resolve => {
      const onGranted = (lock: Lock | null): Promise<void> | undefined => {
        const isHeld = lock !== null && request.attempt === this.#attempt;
        resolve(isHeld);
        return isHeld ? this.#keep(request, released) : undefined;
      };
      const onRefused = (thrown: unknown) => {
        resolve(!isTimeout(thrown));
        if (request.attempt === this.#attempt) this.#lose(request.project);
      };
      const released: Promise<unknown> = navigator.locks
        .request(nameOf(request.project), request.options, onGranted)
        .catch(onRefused);
    });
  }

  #keep({ project, listener }: LockRequest, released: Promise<unknown>): Promise<void> {
    return new Promise(release => {
      this.#held = { project, listener, release, released };
    });
  }

  async #answer({ project }: Request): Promise<void> {
    if (this.#held?.project !== project) return;
    await this.#held.listener.beforeRelease();
    this.#lose(project);
  }

  /** Another tab has the project, or gets it now. */
  #lose(project: string): void {
    if (this.#held?.project !== project) return;
    const { listener } = this.#held;
    this.#leave();
    listener.onLost();
  }

  /** Releases the lock, if any, and starts another attempt. */
  #leave(): number {
    if (this.#held) {
      this.#held.release();
      this.#released = this.#held.released;
      this.#held = null;
    }
    this.#attempt += 1;
    return this.#attempt;
  }
}

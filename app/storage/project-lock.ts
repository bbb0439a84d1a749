/** Lets one tab at a time edit a project. */

export type LockListener = {
  /** Saves the project, because another tab takes it over. */
  readonly beforeRelease: () => Promise<void>;
  /** Another tab has the project now. */
  readonly onLost: () => void;
};

/** Asks the tab that holds a project to release it. */
type Request = { readonly project: string };

/** A tab that does not release a project in this time is frozen, and loses it. */
const PATIENCE_MILLISECONDS = 3_000;

const nameOf = (project: string): string => `stele.${project}`;

export class ProjectLock {
  readonly #channel: BroadcastChannel | null;
  #listener: LockListener | null = null;
  #project: string | null = null;
  #release: () => void = () => undefined;

  constructor() {
    this.#channel = "locks" in navigator ? new BroadcastChannel("stele.projects") : null;
    this.#channel?.addEventListener("message", ({ data }) => void this.#answer(data));
  }

  /** Locks a project and releases the previous one; false if another tab has it. */
  hold(project: string, listener: LockListener): Promise<boolean> {
    this.#leave();
    return this.#request(project, listener, { ifAvailable: true });
  }

  /** Takes a project over from the tab that has it, after that tab has saved it. */
  async take(project: string, listener: LockListener): Promise<void> {
    this.#leave();
    this.#channel?.postMessage({ project } satisfies Request);
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    const isReleased = await this.#request(project, listener, { signal });
    if (!isReleased) await this.#request(project, listener, { steal: true });
  }

  /** Requests the lock; false if it was not granted. Without locks, other tabs cannot be detected. */
  #request(project: string, listener: LockListener, options: LockOptions): Promise<boolean> {
    if (this.#channel === null) return Promise.resolve(true);
    return new Promise(resolve => {
      let isHeld = false;
      const onGranted = (lock: Lock | null) => {
        isHeld = lock !== null;
        resolve(isHeld);
        return isHeld ? this.#keep(project, listener) : undefined;
      };
      navigator.locks.request(nameOf(project), options, onGranted).catch(() => {
        if (!isHeld) return resolve(false);
        this.#lose(project, listener);
      });
    });
  }

  #keep(project: string, listener: LockListener): Promise<void> {
    this.#project = project;
    this.#listener = listener;
    return new Promise(release => {
      this.#release = release;
    });
  }

  async #answer({ project }: Request): Promise<void> {
    const listener = this.#listener;
    if (project !== this.#project || listener === null) return;
    await listener.beforeRelease();
    this.#lose(project, listener);
  }

  #lose(project: string, listener: LockListener): void {
    if (this.#project !== project || this.#listener !== listener) return;
    this.#leave();
    listener.onLost();
  }

  #leave(): void {
    this.#release();
    this.#project = null;
    this.#listener = null;
  }
}

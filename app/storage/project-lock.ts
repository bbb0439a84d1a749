/** Detects whether a project is open in another tab, where changes would overwrite each other. */
export class ProjectLock {
  #release: () => void = () => undefined;

  /** Locks a project and releases the previous one; false if another tab has locked it. */
  hold(id: string): Promise<boolean> {
    this.#release();
    if (!("locks" in navigator)) return Promise.resolve(true);
    return new Promise(resolve => {
      const held = new Promise<void>(release => {
        this.#release = release;
      });
      navigator.locks
        .request(`stele.${id}`, { ifAvailable: true }, lock => {
          resolve(lock !== null);
          return lock ? held : undefined;
        })
        // Without locks other tabs cannot be detected.
        .catch(() => resolve(true));
    });
  }
}

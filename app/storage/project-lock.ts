/** Knows whether a project is open in another tab, where changes would overwrite each other. */
export class ProjectLock {
  #release: () => void = () => undefined;

  /** Holds a project in place of the one before; false when another tab holds it. */
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
        // A browser that refuses locks cannot tell; that is no reason to refuse work.
        .catch(() => resolve(true));
    });
  }
}

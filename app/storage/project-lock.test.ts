import { beforeEach, describe, expect, it, vi } from "vitest";
import { ProjectLock } from "./project-lock.ts";
import { useMemoryLocks } from "./testing/memory-locks.ts";

const tab = () => {
  const lock = new ProjectLock();
  const beforeRelease = vi.fn(async () => {});
  const onLost = vi.fn();
  const listener = { beforeRelease, onLost };
  return {
    onLost,
    beforeRelease,
    isElsewhere: (project: string) => lock.isElsewhere(project),
    hold: (project: string) => lock.hold(project, listener),
    take: (project: string) => lock.take(project, listener),
  };
};

let locks: ReturnType<typeof useMemoryLocks>;
beforeEach(() => {
  locks = useMemoryLocks();
});

describe("the lock of a project", () => {
  it("is held by one tab, until that tab opens another project", async () => {
    const [first, second] = [tab(), tab()];
    expect(await first.hold("a")).toBe(true);
    expect(await second.hold("a")).toBe(false);
    expect(await first.hold("b")).toBe(true);
    expect(await second.hold("a")).toBe(true);
  });

  it("stays with a tab that opens its project again", async () => {
    const [first, second] = [tab(), tab()];
    await first.hold("a");
    expect(await first.hold("a")).toBe(true);
    expect(await second.hold("a")).toBe(false);
  });

  it("returns to a tab that opens another project and comes back at once", async () => {
    const first = tab();
    await first.hold("a");
    void first.hold("b");
    expect(await first.hold("a")).toBe(true);
  });

  it("is released at once when another project was opened before it was granted", async () => {
    const [first, second] = [tab(), tab()];
    const granted = await Promise.all([first.hold("a"), first.hold("b")]);
    expect(granted).toEqual([false, true]);
    await expect.poll(() => second.hold("a")).toBe(true);
    expect(await second.hold("b")).toBe(false);
  });

  it("is taken over after the other tab has saved", async () => {
    const [first, second] = [tab(), tab()];
    await first.hold("a");
    await second.take("a");
    expect(first.beforeRelease).toHaveBeenCalledOnce();
    expect(first.onLost).toHaveBeenCalledOnce();
    expect(await first.hold("a")).toBe(false);
  });

  it("is not stolen for a tab that opened another project while it waited", async () => {
    const [first, second] = [tab(), tab()];
    await first.hold("a");
    first.beforeRelease.mockReturnValue(new Promise(() => {}));
    vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(
      AbortSignal.abort(new DOMException("late", "TimeoutError")),
    );
    const taking = second.take("a");
    expect(await second.hold("b")).toBe(true);
    await taking;
    expect(first.onLost).not.toHaveBeenCalled();
    expect(await tab().hold("b")).toBe(false);
  });

  it("does not matter in a browser that denies locks to the page", async () => {
    locks.failure = new DOMException("denied", "SecurityError");
    expect(await tab().hold("a")).toBe(true);
    expect(await tab().isElsewhere("a")).toBe(false);
  });

  it("can be found without requesting it", async () => {
    const [first, second] = [tab(), tab()];
    await first.hold("a");
    expect(await second.isElsewhere("a")).toBe(true);
    expect(await first.isElsewhere("a")).toBe(false);
    expect(await second.isElsewhere("b")).toBe(false);
  });
});

/** The reasons why the storage of the browser fails, for the user. */

const REASONS: Readonly<Record<string, string>> = {
  QuotaExceededError: "This browser has no room left for the project.",
  SecurityError: "This browser does not allow the page to store anything.",
  InvalidStateError: "This browser does not allow the page to store anything.",
  // The stores are not there, or have another form.
  NotFoundError:
    "The storage of this page is damaged. Clear the data of this site to use it again.",
  VersionError: "A newer version of Stele stores its projects here. Load the page again.",
  // Without IndexedDB there is no object to call.
  TypeError: "This browser does not allow the page to store anything.",
  ReferenceError: "This browser does not allow the page to store anything.",
  TimeoutError: "The storage of this browser does not answer. Close other tabs of this page.",
};

export const storageReason = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return String(thrown);
  return REASONS[thrown.name] ?? thrown.message;
};

/** @throws DOMException of the name TimeoutError when `work` takes too long. */
export const answerWithin = async <Value>(
  milliseconds: number,
  work: Promise<Value>,
): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const reason = new DOMException("The storage does not answer.", "TimeoutError");
    timer = setTimeout(reject, milliseconds, reason);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

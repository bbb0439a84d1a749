/** Keeps the keyboard focus in a panel when the focused element disappears, for example by a deletion. */
import { type RefObject, useEffect, useRef } from "react";

/**
 * The panel, which must be focusable: it has a `tabIndex`.
 * @param preferred A selector of what gets the focus in the panel, if it is there.
 */
export const useKeptFocus = <Panel extends HTMLElement>(
  preferred?: string,
): RefObject<Panel | null> => {
  const ref = useRef<Panel>(null);
  useEffect(() => {
    const panel = ref.current;
    if (panel === null) return;
    let last: Node | null = null;
    const enter = ({ target }: FocusEvent) => {
      last = target instanceof Node ? target : null;
    };
    // Some browsers report the loss of focus by a removal, too; only then is the element gone afterwards.
    const leave = ({ target }: FocusEvent) => {
      queueMicrotask(() => {
        if (last === target && last?.isConnected) last = null;
      });
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      const inside = preferred ? panel.querySelector<HTMLElement>(preferred) : null;
      (inside ?? panel).focus({ preventScroll: true });
    });
    panel.addEventListener("focusin", enter);
    panel.addEventListener("focusout", leave);
    observer.observe(panel, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      panel.removeEventListener("focusin", enter);
      panel.removeEventListener("focusout", leave);
    };
  }, [preferred]);
  return ref;
};

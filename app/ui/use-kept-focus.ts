/** Keeps the keyboard focus in a panel when the focused element disappears, for example by a deletion. */
import { type RefObject, useEffect, useRef } from "react";

/** The panel, which must be focusable: it has a `tabIndex`. */
export const useKeptFocus = <Panel extends HTMLElement>(): RefObject<Panel | null> => {
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
      panel.focus();
    });
    panel.addEventListener("focusin", enter);
    panel.addEventListener("focusout", leave);
    observer.observe(panel, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      panel.removeEventListener("focusin", enter);
      panel.removeEventListener("focusout", leave);
    };
  }, []);
  return ref;
};

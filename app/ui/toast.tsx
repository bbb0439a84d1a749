/** A short message that disappears, with at most one action. */
import { Toast as Base } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect } from "react";
import styles from "./toast.module.css";

export type ToastMessage = {
  readonly title: string;
  readonly description?: string;
  readonly kind?: "plain" | "error";
  readonly action?: { readonly label: string; readonly run: () => void };
};

const manager = Base.createToastManager();

/** Messages from before the region exists; null once it does. */
let waiting: ToastMessage[] | null = [];

/** Shows a message; an error remains until it is closed. */
export const showToast = (message: ToastMessage): void => {
  if (waiting) waiting.push(message);
  else add(message);
};

const add = ({ title, description, kind = "plain", action }: ToastMessage): void => {
  const id = manager.add({
    title,
    description,
    type: kind,
    priority: kind === "error" ? "high" : "low",
    timeout: kind === "error" ? 0 : 5000,
    ...(action === undefined
      ? {}
      : {
          actionProps: {
            children: action.label,
            onClick: () => {
              action.run();
              manager.close(id);
            },
          },
        }),
  });
};

/** The region of the messages; rendered once. */
export const ToastRegion = () => (
  <Base.Provider toastManager={manager}>
    <Base.Portal>
      <Base.Viewport className={styles.viewport}>
        <ToastList />
      </Base.Viewport>
    </Base.Portal>
  </Base.Provider>
);

const showWaiting = (): void => {
  const messages = waiting ?? [];
  waiting = null;
  for (const message of messages) add(message);
};

const ToastList = () => {
  const { toasts } = Base.useToastManager();
  useEffect(showWaiting, []);
  return toasts.map(toast => (
    <Base.Root key={toast.id} toast={toast} className={styles.toast}>
      <div className={styles.words}>
        <Base.Title className={styles.title} />
        <Base.Description className={styles.description} />
        <Base.Action className={styles.action} />
      </div>
      <Base.Close className={styles.close} aria-label="Close">
        <X size={14} aria-hidden />
      </Base.Close>
    </Base.Root>
  ));
};

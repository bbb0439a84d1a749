/** A list of messages, each with a severity; choosing one leads to its place. */
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import styles from "./message-list.module.css";

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MOST_SHOWN = 300;

export type Message = {
  readonly key: string;
  readonly severity: keyof typeof ICONS;
  readonly text: ReactNode;
  readonly hint?: ReactNode;
  /** Absent if the message has no place. */
  readonly onSelect?: (() => void) | undefined;
  /** A button that solves what the message is about. */
  readonly action?: MessageAction | undefined;
};

export type MessageAction = { readonly label: string; readonly run: () => void };

export const MessageList = ({ messages }: { readonly messages: readonly Message[] }) => (
  <>
    <ul className={styles.list}>
      {messages.slice(0, MOST_SHOWN).map(message => (
        <li key={message.key} className={styles.row}>
          <MessageRow {...message} />
          {message.action === undefined ? null : (
            <Button size="small" onClick={message.action.run}>
              {message.action.label}
            </Button>
          )}
        </li>
      ))}
    </ul>
    {messages.length > MOST_SHOWN ? (
      <p className={styles.more}>{`and ${messages.length - MOST_SHOWN} more`}</p>
    ) : null}
  </>
);

const MessageRow = ({ severity, text, hint, onSelect }: Message) => {
  const Icon = ICONS[severity];
  const content = (
    <>
      <Icon size={14} aria-label={severity} className={styles[severity]} />
      <span className={styles.words}>
        <span>{text}</span> <span className={styles.hint}>{hint}</span>
      </span>
    </>
  );
  return onSelect ? (
    <button type="button" className={styles.message} onClick={onSelect}>
      {content}
    </button>
  ) : (
    <div className={styles.message}>{content}</div>
  );
};

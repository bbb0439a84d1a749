/** Asks before queries run that come from somewhere else. */
import { useStore } from "zustand";
import type { QueryStore } from "../state/index.ts";
import { Button, Callout } from "../ui/index.ts";
import styles from "./query-panel.module.css";

export type ConsentBannerProps = {
  readonly queries: QueryStore;
  /** Called when the person has agreed and the banner is about to disappear. */
  readonly onAgree: () => void;
};

export const ConsentBanner = ({ queries, onAgree }: ConsentBannerProps) => {
  const trusted = useStore(queries, state => state.trusted);
  if (trusted) return null;
  const agree = () => {
    queries.trust();
    onAgree();
  };
  return (
    <div className={styles.banner}>
      <Callout
        kind="warning"
        title="The queries of this project do not run yet"
        action={
          <Button variant="primary" onClick={agree}>
            Run queries of this project
          </Button>
        }
      >
        This project was opened from a file or an import. Its queries can read and change the rows
        of this project. They cannot reach the network, your files or your other projects.
      </Callout>
    </div>
  );
};

/** The screens of the product, as links in the middle of the top bar. */
import { useWorkspace } from "../hooks/index.ts";
import type { ScreenName } from "../state/index.ts";
import { addressOf } from "./route.ts";
import styles from "./screen-tabs.module.css";

const TABS: readonly { readonly screen: ScreenName; readonly label: string }[] = [
  { screen: "design", label: "Design" },
  { screen: "query", label: "Query" },
  { screen: "export", label: "Export" },
];

export const ScreenTabs = () => {
  const current = useWorkspace(state => state.screen);
  return (
    <nav aria-label="Screens" className={styles.tabs}>
      {TABS.map(({ screen, label }) => (
        <a
          key={screen}
          href={addressOf(screen)}
          aria-current={screen === current ? "page" : undefined}
          className={styles.tab}
        >
          {label}
        </a>
      ))}
    </nav>
  );
};

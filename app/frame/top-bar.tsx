/** The top bar: the project, the screens, and the main actions. */
import { Menu as MenuIcon, Monitor, Moon, Search, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { openPalette } from "../commands/index.ts";
import { useProject, useWorkbench } from "../hooks/index.ts";
import {
  chooseTheme,
  IconButton,
  InlineEdit,
  Kbd,
  Menu,
  MenuChoice,
  type ThemeChoice,
  useShownTheme,
  useThemeChoice,
} from "../ui/index.ts";
import { HistoryButtons } from "./history-buttons.tsx";
import { Mark } from "./mark.tsx";
import { PanelButtons } from "./panel-buttons.tsx";
import { ScreenTabs } from "./screen-tabs.tsx";
import styles from "./top-bar.module.css";

export type TopBarProps = {
  /** The state of the last save, next to the project's name. */
  readonly savedState?: ReactNode;
  /** The items of the project's menu. */
  readonly projectMenu?: ReactNode;
  /** The main button of the screen. */
  readonly primaryAction?: ReactNode;
};

export const TopBar = ({ savedState, projectMenu, primaryAction }: TopBarProps) => {
  const bench = useWorkbench();
  const name = useProject(state => state.name);
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <Mark />
        <h1 className={styles.product}>Stele</h1>
        <span className={styles.slash} aria-hidden>
          /
        </span>
        <InlineEdit
          value={name}
          label="Name of the project"
          onCommit={text => bench.project.rename(text)}
          className={styles.name}
        />
        {projectMenu === undefined ? null : (
          <Menu trigger={<IconButton size="small" label="Project" icon={<MenuIcon size={14} />} />}>
            {projectMenu}
          </Menu>
        )}
        <HistoryButtons />
        {savedState === undefined ? null : <span className={styles.saved}>{savedState}</span>}
      </div>
      <ScreenTabs />
      <div className={styles.right}>
        <PanelButtons />
        <button
          type="button"
          className={styles.search}
          aria-label="Search or run a command"
          onClick={() => openPalette.run(bench)}
        >
          <Search size={14} aria-hidden />
          <span className={styles.searchWords}>Search or run a command</span>
          <Kbd keys="Mod+K" className={styles.searchKeys} />
        </button>
        <span className={styles.theme}>
          <ThemeMenu />
        </span>
        {primaryAction}
      </div>
    </header>
  );
};

const THEMES: readonly { readonly value: ThemeChoice; readonly label: string }[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];
const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

const ThemeMenu = () => {
  const choice = useThemeChoice();
  const shown = useShownTheme();
  const Icon = THEME_ICONS[shown];
  return (
    <Menu align="end" trigger={<IconButton label="Theme" icon={<Icon size={15} />} />}>
      <MenuChoice label="Theme" value={choice} options={THEMES} onChange={chooseTheme} />
    </Menu>
  );
};

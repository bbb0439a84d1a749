/** The guides of the documentation: queries, sessions, coming from Python, and databases. */
import { useState } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import databases from "../../docs/databases.md?raw";
import fromPython from "../../docs/from-python.md?raw";
import queries from "../../docs/queries.md?raw";
import sessions from "../../docs/sessions.md?raw";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import { Dialog, Tab, TabList, TabPanel, Tabs } from "../ui/index.ts";
import styles from "./guide-dialog.module.css";

const GUIDES = { queries, sessions, fromPython, databases };
type GuideName = keyof typeof GUIDES;

/** Without the title, which the tab shows, and the comments, which are for tests. */
const bodyOf = (text: string): string =>
  text.replace(/^# .*\n/, "").replaceAll(/<!--[\s\S]*?-->\n*/g, "");

/** Links lead to pages that are not part of the product, so only their text is shown. */
const components: Components = {
  a: ({ children }) => <span className={styles.reference}>{children}</span>,
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the keyboard
    <pre className={styles.code} tabIndex={0}>
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className={styles.wide}>
      <table>{children}</table>
    </div>
  ),
};

export const GuideDialog = () => {
  const { workspace } = useWorkbench();
  const open = useWorkspace(state => state.dialog === "guide");
  const [shown, setShown] = useState<GuideName>("queries");
  return (
    <Dialog
      open={open}
      onOpenChange={() => workspace.setState({ dialog: null })}
      title="Guide"
      size="large"
    >
      <Tabs value={shown} onChange={setShown}>
        <TabList label="Chapters">
          <Tab value="queries">Queries</Tab>
          <Tab value="sessions">Sessions</Tab>
          <Tab value="fromPython">From Python</Tab>
          <Tab value="databases">Databases</Tab>
        </TabList>
        <TabPanel value={shown}>
          <article className={styles.text}>
            <Markdown remarkPlugins={[remarkGfm]} components={components}>
              {bodyOf(GUIDES[shown])}
            </Markdown>
          </article>
        </TabPanel>
      </Tabs>
    </Dialog>
  );
};

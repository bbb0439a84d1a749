/** The guide, as it stands in the documentation: queries, sessions, and both for those who come from Python. */
import { useState } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import fromPython from "../../docs/from-python.md?raw";
import queries from "../../docs/queries.md?raw";
import sessions from "../../docs/sessions.md?raw";
import { useWorkbench, useWorkspace } from "../hooks/index.ts";
import { Dialog, Tab, TabList, TabPanel, Tabs } from "../ui/index.ts";
import styles from "./guide-dialog.module.css";

const guides = { queries, sessions, fromPython };
type GuideName = keyof typeof guides;

/** The title stands on the tab, and the examples name their databases for the tests alone. */
const bodyOf = (text: string): string =>
  text.replace(/^# .*\n/, "").replaceAll(/<!--[\s\S]*?-->\n*/g, "");

/** Pages of the documentation that are not within the product are named, and not led to. */
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
        </TabList>
        <TabPanel value={shown}>
          <article className={styles.text}>
            <Markdown remarkPlugins={[remarkGfm]} components={components}>
              {bodyOf(guides[shown])}
            </Markdown>
          </article>
        </TabPanel>
      </Tabs>
    </Dialog>
  );
};

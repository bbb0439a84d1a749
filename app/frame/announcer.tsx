/** Announces every change of the design to screen readers. */
import { useEffect, useState } from "react";
import { useWorkbench } from "../hooks/index.ts";
import { historyNews } from "../state/index.ts";
import { LiveRegion } from "../ui/index.ts";

export const Announcer = () => {
  const { project } = useWorkbench();
  const [news, setNews] = useState({ count: 0, text: "" });
  useEffect(
    () =>
      project.subscribe(({ history, opened }, before) => {
        if (history === before.history || opened !== before.opened) return;
        const text = historyNews(before.history, history);
        if (text !== null) setNews(({ count }) => ({ count: count + 1, text }));
      }),
    [project],
  );
  return <LiveRegion count={news.count}>{news.text}</LiveRegion>;
};

/** What could not be read, each with its line. */
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { type Diagnostic, positionAt } from "../../engine/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./diagnostic-list.module.css";

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MOST_SHOWN = 100;

type Props = { readonly diagnostics: readonly Diagnostic[]; readonly text: string | null };

export const DiagnosticList = ({ diagnostics, text }: Props) => {
  if (diagnostics.length === 0) return null;
  const hidden = diagnostics.length - MOST_SHOWN;
  return (
    <ul className={styles.list} aria-label="What could not be read">
      {diagnostics.slice(0, MOST_SHOWN).map((found, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is made once and never reordered
        <Item key={index} found={found} text={text} />
      ))}
      {hidden > 0 ? <li className={styles.item}>And {hidden} more.</li> : null}
    </ul>
  );
};

const Item = ({ found, text }: { readonly found: Diagnostic; readonly text: string | null }) => {
  const Icon = icons[found.severity];
  const line = text !== null && found.range ? positionAt(text, found.range.start).line : null;
  return (
    <li className={classNames(styles.item, styles[found.severity])}>
      <Icon size={14} aria-hidden className={styles.icon} />
      <span>
        {line === null ? null : <span className={styles.line}>Line {line}: </span>}
        {found.message} <span className={styles.hint}>{found.hint}</span>
      </span>
    </li>
  );
};

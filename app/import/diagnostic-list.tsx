/** The diagnostics of an import, each with its line. */
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { type Diagnostic, positionAt } from "../../engine/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./diagnostic-list.module.css";

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MAX_SHOWN = 100;

type Props = { readonly diagnostics: readonly Diagnostic[]; readonly text: string | null };

export const DiagnosticList = ({ diagnostics, text }: Props) => {
  if (diagnostics.length === 0) return null;
  const hidden = diagnostics.length - MAX_SHOWN;
  return (
    <ul className={styles.list} aria-label="What could not be read">
      {diagnostics.slice(0, MAX_SHOWN).map((diagnostic, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is created once and never reordered
        <Item key={index} diagnostic={diagnostic} text={text} />
      ))}
      {hidden > 0 ? <li className={styles.item}>And {hidden} more.</li> : null}
    </ul>
  );
};

const Item = ({
  diagnostic,
  text,
}: {
  readonly diagnostic: Diagnostic;
  readonly text: string | null;
}) => {
  const Icon = ICONS[diagnostic.severity];
  const line =
    text !== null && diagnostic.range ? positionAt(text, diagnostic.range.start).line : null;
  return (
    <li className={classNames(styles.item, styles[diagnostic.severity])}>
      <Icon size={14} aria-hidden className={styles.icon} />
      <span>
        {line === null ? null : <span className={styles.line}>Line {line}: </span>}
        {diagnostic.message} <span className={styles.hint}>{diagnostic.hint}</span>
      </span>
    </li>
  );
};

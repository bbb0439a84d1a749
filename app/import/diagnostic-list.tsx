/** The diagnostics of an import, each with its line, and its file if there are several. */
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { type Diagnostic, positionAt } from "../../engine/index.ts";
import { classNames } from "../ui/index.ts";
import styles from "./diagnostic-list.module.css";

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MAX_SHOWN = 100;

type Props = {
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string | null;
  readonly label: string;
};

export const DiagnosticList = ({ diagnostics, text, label }: Props) => {
  if (diagnostics.length === 0) return null;
  const hidden = diagnostics.length - MAX_SHOWN;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls is scrolled with the keyboard
    <section className={styles.area} tabIndex={0} aria-label={label}>
      <ul className={styles.list} aria-label={label}>
        {diagnostics.slice(0, MAX_SHOWN).map((diagnostic, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is created once and never reordered
          <Item key={index} diagnostic={diagnostic} text={text} />
        ))}
        {hidden > 0 ? <li className={styles.item}>And {hidden} more.</li> : null}
      </ul>
    </section>
  );
};

type ItemProps = Pick<Props, "text"> & { readonly diagnostic: Diagnostic };

const Item = ({ diagnostic, text }: ItemProps) => {
  const { severity, message, hint } = diagnostic;
  const Icon = ICONS[severity];
  const place = placeText(diagnostic, text);
  return (
    <li className={classNames(styles.item, styles[severity])}>
      <Icon size={14} aria-hidden className={styles.icon} />
      <span>
        {place === null ? null : <span className={styles.place}>{place}: </span>}
        {message} <span className={styles.hint}>{hint}</span>
      </span>
    </li>
  );
};

/** `shop/models.py, line 3`, or `Line 3` of a text. */
const placeText = ({ place, range }: Diagnostic, text: string | null): string | null => {
  if (place) return place.line === null ? place.file : `${place.file}, line ${place.line}`;
  return text !== null && range ? `Line ${positionAt(text, range.start).line}` : null;
};

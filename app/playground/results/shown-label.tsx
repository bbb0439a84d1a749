/** A value of a run on one line. */
import type { ShownValue } from "../../runners/index.ts";
import styles from "./shown-label.module.css";

export const ShownLabel = ({
  name,
  value,
}: {
  readonly name?: string;
  readonly value: ShownValue;
}) => (
  <>
    {name === undefined ? null : <span className={styles.name}>{name}: </span>}
    <span className={styles[value.kind]}>{textOf(value)}</span>
    {value.kind === "object" ? (
      <span className={styles.other}> {previewOf(value.fields)}</span>
    ) : null}
  </>
);

const PREVIEWED = 3;
const PLAIN_OBJECT = "Object";

/** A value within a preview: primitives, and entities by name; null for other values. */
const previewTextOf = (value: ShownValue): string | null => {
  switch (value.kind) {
    case "text":
    case "number":
    case "boolean":
    case "nothing":
      return textOf(value);
    case "object":
    case "again":
      return value.label === PLAIN_OBJECT ? null : value.label;
    default:
      return null;
  }
};

/** The first values of an object, which distinguish collapsed siblings. */
const previewOf = (fields: readonly (readonly [string, ShownValue])[]): string =>
  fields
    .flatMap(([name, field]) => {
      const text = previewTextOf(field);
      return text === null ? [] : [`${name} ${text}`];
    })
    .slice(0, PREVIEWED)
    .join(", ");

const textOf = (value: ShownValue): string => {
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.text);
    case "list":
      return value.length === 1 ? "1 item" : `${value.length} items`;
    case "object":
      return value.label;
    case "again":
      return `${value.label} (same object)`;
    case "notLoaded":
      return "not loaded";
    default:
      return value.text;
  }
};

/** The text of a statement: clauses in their colours, parameters next to their placeholders, highlights from both sides. */
import { memo, useMemo } from "react";
import type { ParameterValue, Printed, TextRange } from "../../../engine/index.ts";
import { classNames } from "../../ui/index.ts";
import { type SqlPiece, sqlLines } from "./sql-pieces.ts";
import styles from "./sql-text.module.css";

export type SqlTextProps = {
  readonly printed: Printed;
  /** The query that the statement came from. */
  readonly code: string;
  readonly pointed: TextRange | null;
  readonly onPoint: (range: TextRange | null) => void;
};

/** More values than this are listed below the text. */
const INLINE_PARAMETERS = 20;

export const parameterText = (value: ParameterValue): string => {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
};

const sameRange = (a: TextRange, b: TextRange): boolean => a.start === b.start && a.end === b.end;

export const SqlText = memo(({ printed, code, pointed, onPoint }: SqlTextProps) => {
  const lines = useMemo(() => sqlLines(printed, code), [printed, code]);
  const inline = printed.parameters.length <= INLINE_PARAMETERS;
  return (
    <code className={styles.text}>
      {lines.map((pieces, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity than its number
        <span key={line} className={styles.line}>
          {pieces.map((piece, index) => (
            <Piece
              // biome-ignore lint/suspicious/noArrayIndexKey: neither has a piece of it
              key={index}
              piece={piece}
              lit={pointed !== null && piece.origins.some(origin => sameRange(origin, pointed))}
              value={
                inline && piece.parameter !== null ? printed.parameters[piece.parameter] : undefined
              }
              onPoint={onPoint}
            />
          ))}
        </span>
      ))}
      {inline ? null : (
        <span className={styles.list}>
          {printed.parameters.slice(0, 200).map(parameterText).join(", ")}
          {printed.parameters.length > 200 ? ` … ${printed.parameters.length} in total` : ""}
        </span>
      )}
    </code>
  );
});

type PieceProps = {
  readonly piece: SqlPiece;
  readonly lit: boolean;
  readonly value: ParameterValue | undefined;
  readonly onPoint: (range: TextRange | null) => void;
};

const Piece = memo(({ piece, lit, value, onPoint }: PieceProps) => {
  const [origin = null] = piece.origins;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the caret in the query highlights the same parts for the keyboard
    <span
      className={classNames(
        styles[piece.token],
        piece.hue && styles.clause,
        piece.hue && styles[piece.hue],
        lit && styles.lit,
      )}
      onMouseEnter={() => onPoint(origin)}
      onMouseLeave={() => onPoint(null)}
    >
      {piece.text}
      {value === undefined ? null : (
        <span className={styles.value} title="Bound parameter, sent separately from the SQL">
          {parameterText(value)}
        </span>
      )}
    </span>
  );
});

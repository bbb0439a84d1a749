/** Code with syntax highlighting. */
import type { ReactNode } from "react";
import { CodeBlock } from "../ui/index.ts";
import styles from "./code-view.module.css";

export type CodeViewProps = {
  readonly label: string;
  readonly text: string;
  readonly language: string;
};

const PYTHON =
  /(?<comment>#.*)|(?<string>"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<number>\b\d+(?:\.\d+)?\b)|(?<keyword>\b(?:class|def|from|import|pass|return|None|True|False|lambda|for|in|if|else|not|and|or|as)\b)/g;
const SQL =
  /(?<comment>--.*)|(?<string>'(?:[^']|'')*')|(?<number>\b\d+(?:\.\d+)?\b)|(?<keyword>\b[A-Z][A-Z_]+\b)/g;

type Piece = { readonly kind: string | null; readonly text: string };

const piecesOf = (line: string, pattern: RegExp): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > at) pieces.push({ kind: null, text: line.slice(at, match.index) });
    const [kind = null] = Object.entries(match.groups ?? {}).find(([, found]) => found) ?? [];
    pieces.push({ kind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) pieces.push({ kind: null, text: line.slice(at) });
  return pieces;
};

export const CodeView = ({ label, text, language }: CodeViewProps) => {
  const renderLine = language === "python" ? renderPython : renderSql;
  return <CodeBlock label={label} text={text.trimEnd()} renderLine={renderLine} />;
};

const renderWith =
  (pattern: RegExp) =>
  (line: string): ReactNode =>
    piecesOf(line, pattern).map(({ kind, text }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is identified by its position in the line
      <span key={index} className={kind ? styles[kind] : undefined}>
        {text}
      </span>
    ));

const renderPython = renderWith(PYTHON);
const renderSql = renderWith(SQL);

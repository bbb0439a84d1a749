/** The imports and classes of Python text, without running it. */

export type PythonImport = {
  /** The number of leading dots; 0 for an absolute import. */
  readonly level: number;
  /** Empty in `from . import name`. */
  readonly module: string;
  /** The imported names; empty in `import module`. */
  readonly names: readonly string[];
};

export type PythonClass = {
  readonly name: string;
  readonly bases: readonly string[];
  /** Such as `table=True`. */
  readonly keywords: readonly string[];
};

export type PythonText = {
  /** The text without comments, and with empty strings. */
  readonly code: string;
  readonly imports: readonly PythonImport[];
  readonly classes: readonly PythonClass[];
};

export const parsePython = (text: string): PythonText => {
  const code = codeOf(text);
  return { code, imports: importsOf(code), classes: classesOf(code) };
};

const DEFINITION =
  /^(?:from[ \t]+[\w.]+[ \t]+import\b|(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(.*|class[ \t]+\w+[ \t]*(?:\(.*\))?[ \t]*:[ \t]*$)/m;

/** Whether a text is probably Python. */
export const looksLikePython = (text: string): boolean => DEFINITION.test(codeOf(text));

const codeOf = (text: string): string => {
  const opening = /#|"""|'''|"|'|\\\r?\n/g;
  let code = "";
  let copied = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    code += text.slice(copied, match.index);
    copied = endOf(text, match[0], opening.lastIndex);
    if (match[0] !== "#") code += match[0].startsWith("\\") ? " " : '""';
    opening.lastIndex = copied;
  }
  return code + text.slice(copied);
};

/** The end of a comment, a string or a continued line that starts before `from`. */
const endOf = (text: string, opening: string, from: number): number => {
  if (opening.startsWith("\\")) return from;
  if (opening === "#") {
    const end = text.indexOf("\n", from);
    return end === -1 ? text.length : end;
  }
  const isLong = opening.length === 3;
  const closing = new RegExp(isLong ? `\\\\[^]|${opening}` : `\\\\[^]|${opening}|\\n`, "g");
  closing.lastIndex = from;
  for (let match = closing.exec(text); match; match = closing.exec(text)) {
    if (match[0] === "\n") return match.index;
    if (match[0] === opening) return closing.lastIndex;
  }
  return text.length;
};

const IMPORT =
  /^[ \t]*(?:from[ \t]+(\.*)((?:\w[\w.]*)?)[ \t]+import[ \t]*(\([^)]{0,4000}\)|[^\n]*)|import[ \t]+([^\n]+))/gm;

const importsOf = (code: string): readonly PythonImport[] =>
  [...code.matchAll(IMPORT)].flatMap(([, dots, module = "", names = "", modules]) => {
    if (modules === undefined) return { level: dots?.length ?? 0, module, names: namesIn(names) };
    return namesIn(modules).map(name => ({ level: 0, module: name, names: [] }));
  });

/** `(a, b as c)` has the names `a` and `b`. */
const namesIn = (list: string): readonly string[] =>
  list
    .replaceAll(/[()]/g, "")
    .split(/[,;]/)
    .flatMap(item => item.trim().match(/^[\w.*]+/)?.[0] ?? []);

const CLASS = /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]\n]*\])?[ \t]*(\(|:)/gm;

const classesOf = (code: string): readonly PythonClass[] =>
  [...code.matchAll(CLASS)].map(match => {
    const [whole, name = "", opening] = match;
    const list = opening === "(" ? argumentsFrom(code, match.index + whole.length) : [];
    const isKeyword = (argument: string): boolean => /^\w+\s*=/.test(argument);
    return {
      name,
      bases: list.filter(argument => !isKeyword(argument)).map(withoutParameters),
      keywords: list.filter(isKeyword).map(keyword => keyword.replaceAll(/\s/g, "")),
    };
  });

/** `Base[int]` is `Base`, and `make_base()` stays. */
const withoutParameters = (base: string): string => base.replace(/\[.*\]$/s, "");

/** Longer lists of arguments are not those of a class. */
const MAX_ARGUMENTS_LENGTH = 4_000;

/** A line without indentation, at which a list that is never closed ends. */
const STATEMENT = /\n\w/y;

/** The arguments up to the parenthesis that closes the list. */
const argumentsFrom = (code: string, from: number): readonly string[] => {
  const list: string[] = [];
  let depth = 0;
  let start = from;
  const end = Math.min(code.length, from + MAX_ARGUMENTS_LENGTH);
  for (let index = from; index < end; index += 1) {
    const character = code.charAt(index);
    STATEMENT.lastIndex = index;
    if (character === "\n" && STATEMENT.test(code)) break;
    if (depth === 0 && (character === "," || character === ")")) {
      list.push(code.slice(start, index).trim());
      start = index + 1;
      if (character === ")") break;
    } else if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
  }
  return list.filter(argument => argument !== "");
};

/** The parts of Python that the exporters of every Python library need. */
export {
  commentLines,
  INDENT,
  indented,
  META_INDENT,
  moduleText,
  type PrintedField,
  printEnums,
  printField,
  printMeta,
  reportClassName,
} from "./classes.ts";
export {
  annotated,
  assignment,
  type Code,
  call,
  dictionary,
  inline,
  LINE_LENGTH,
  layout,
  list,
  longLiteral,
  named,
  subscript,
  traced,
  tuple,
} from "./code.ts";
export {
  type Constant,
  isNumber,
  isWholeNumber,
  pythonConstant,
  sqlConstant,
} from "./constants.ts";
export { docstring } from "./docstring.ts";
export { enumMemberNames, enumMembers } from "./enum-members.ts";
export { declaredManyToMany, keysWithoutField, referenceOf } from "./fields.ts";
export { Imports } from "./imports.ts";
export { exportedTables, Names, type ReservedNames } from "./names.ts";
export { foreignKeySql, indexExpression, portableSql } from "./portable-sql.ts";
export { identifierFor, isKeyword, literal } from "./syntax.ts";

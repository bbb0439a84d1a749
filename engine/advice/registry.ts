/** All rules of advice. */
import type { Advice, AdviceRule, AdvisedStatement } from "./advice.ts";
import { nPlusOne } from "./rules/n-plus-one.ts";
import { repeatedStatement } from "./rules/repeated-statement.ts";

const rules: readonly AdviceRule[] = [nPlusOne, repeatedStatement];

/** The advice of all rules on the statements of a run. */
export const adviceOn = (statements: readonly AdvisedStatement[]): readonly Advice[] =>
  rules.flatMap(rule => rule(statements));

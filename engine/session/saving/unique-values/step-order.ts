/** Orders steps so that a unique value is given up before it is taken, and breaks cycles. */
import { groupBy, present, type TextRange } from "../../../base/index.ts";
import type { ColumnModel } from "../../../query/index.ts";
import type { IdentityMap } from "../../entities/identity-map.ts";
import { type FlushStep, updateStep } from "../plan/flush-step.ts";
import { breakUniqueCycle } from "./break-unique-cycle.ts";
import { type StepEdge, stepEdges } from "./step-edges.ts";

/** A queue of steps that wait for nothing. `Array.shift` would be slow for long lists. */
class Queue {
  readonly #steps: FlushStep[] = [];
  #next = 0;

  push(step: FlushStep): void {
    this.#steps.push(step);
  }

  take(): FlushStep | undefined {
    const step = this.#steps[this.#next];
    if (step) this.#next += 1;
    return step;
  }
}

const isAmongDeletes = ({ before, after, isUnique }: StepEdge): boolean =>
  before.kind === "delete" && after.kind === "delete" && !isUnique;

class StepOrder {
  readonly ordered: FlushStep[] = [];
  readonly #into = new Map<FlushStep, Set<StepEdge>>();
  readonly #outOf: ReadonlyMap<FlushStep, readonly StepEdge[]>;
  readonly #origin: TextRange | undefined;
  readonly #done = new Set<FlushStep>();
  readonly #released = new Map<FlushStep, ColumnModel[]>();
  readonly #ready: Readonly<Record<FlushStep["kind"], Queue>> = {
    insert: new Queue(),
    update: new Queue(),
    delete: new Queue(),
  };

  constructor(edges: readonly StepEdge[], origin: TextRange | undefined) {
    const into = groupBy(edges, ({ after }) => after);
    for (const [step, waitedFor] of into) this.#into.set(step, new Set(waitedFor));
    this.#outOf = groupBy(edges, ({ before }) => before);
    this.#origin = origin;
  }

  /** Deletions run as late as possible. */
  order(steps: readonly FlushStep[]): readonly FlushStep[] {
    for (const step of steps) if (!this.#into.has(step)) this.#ready[step.kind].push(step);
    this.#emitReady();
    for (const step of steps) {
      while (!this.#done.has(step)) {
        this.#breakCycle(this.#cycleBefore(step));
        this.#emitReady();
      }
    }
    return this.ordered;
  }

  #emitReady(): void {
    const { insert, update, delete: deletions } = this.#ready;
    for (;;) {
      const step = insert.take() ?? update.take() ?? deletions.take();
      if (!step) return;
      this.#done.add(step);
      this.ordered.push(this.#whole(step));
      for (const edge of this.#outOf.get(step) ?? []) this.#drop(edge);
    }
  }

  /** Columns that got a placeholder are written with the other columns. */
  #whole(step: FlushStep): FlushStep {
    const { kind, entity, columns, links } = step;
    const released = this.#released.get(step);
    if (kind !== "update" || !released) return step;
    const all = released.reduce((set, column) => set.with(column), columns);
    return all === columns ? step : updateStep(entity, all, links);
  }

  #drop(edge: StepEdge): void {
    const waitedFor = this.#into.get(edge.after);
    if (!waitedFor?.delete(edge) || waitedFor.size > 0) return;
    this.#into.delete(edge.after);
    this.#ready[edge.after.kind].push(edge.after);
  }

  /** Follows edges backwards from a waiting step until a step repeats. */
  #cycleBefore(start: FlushStep): readonly StepEdge[] {
    const places = new Map<FlushStep, number>();
    const path: StepEdge[] = [];
    let step = start;
    while (!places.has(step)) {
      places.set(step, path.length);
      const [first] = present(this.#into.get(step), "what a step waits for");
      const edge = present(first, "a step that is waited for");
      path.push(edge);
      step = edge.before;
    }
    return path.slice(places.get(step));
  }

  #breakCycle(circle: readonly StepEdge[]): void {
    const optional = circle.find(({ isOptional }) => isOptional);
    if (optional) return this.#drop(optional);
    // Deleted rows that reference each other and cannot be released are left to the database.
    if (circle.every(isAmongDeletes)) return this.#drop(present(circle[0], "an edge of a cycle"));
    const { step, column, placeholder } = breakUniqueCycle(circle, this.#origin);
    this.ordered.push(placeholder);
    this.#released.set(step, [...(this.#released.get(step) ?? []), column]);
    for (const edge of this.#outOf.get(step) ?? [])
      if (edge.held.includes(column)) this.#drop(edge);
  }
}

/** The steps in a valid order, which most saves have already. @throws QueryError `unique-circle` */
export const orderByValues = (
  steps: readonly FlushStep[],
  identities: IdentityMap,
  origin: TextRange | undefined,
): readonly FlushStep[] => {
  const edges = stepEdges(steps, identities);
  return edges ? new StepOrder(edges, origin).order(steps) : steps;
};

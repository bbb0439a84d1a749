/** The diagram as a graph: cards and the links between them. */

/** A card without a place. */
export type LayoutCard = {
  readonly id: string;
  readonly width: number;
  readonly height: number;
};

/** A relation from the card with the foreign key. */
export type LayoutLink = {
  readonly from: string;
  readonly to: string;
  /** The rows at which the line ends, from the top of each card. */
  readonly fromRow: number;
  readonly toRow: number;
};

export type Graph = {
  readonly cards: readonly LayoutCard[];
  readonly links: readonly LayoutLink[];
};

/** Splits a graph into connected components, and cards without a relation to another card. */
export const splitGraph = (
  graph: Graph,
): { readonly components: readonly Graph[]; readonly single: readonly LayoutCard[] } => {
  const groups = connectedGroups(graph);
  const components: Graph[] = [];
  const single: LayoutCard[] = [];
  for (const cards of groups) {
    const ids = new Set(cards.map(({ id }) => id));
    if (cards.length === 1) single.push(...cards);
    else components.push({ cards, links: graph.links.filter(({ from }) => ids.has(from)) });
  }
  return { components, single };
};

const connectedGroups = ({ cards, links }: Graph): readonly (readonly LayoutCard[])[] => {
  const groupOf = new Map(cards.map(card => [card.id, [card]]));
  for (const { from, to } of links) {
    const [one, other] = [groupOf.get(from), groupOf.get(to)];
    if (one === undefined || other === undefined || one === other) continue;
    const [kept, joined] = one.length < other.length ? [other, one] : [one, other];
    for (const card of joined) groupOf.set(card.id, kept);
    kept.push(...joined);
  }
  return [...new Set(groupOf.values())];
};

/** The neighbours of each card by index, once for each link. Self-references are left out. */
export const neighboursOf = ({ cards, links }: Graph): readonly (readonly number[])[] => {
  const indices = new Map(cards.map(({ id }, index) => [id, index]));
  const neighbours: number[][] = cards.map(() => []);
  for (const { from, to } of links) {
    const [one, other] = [indices.get(from), indices.get(to)];
    if (one === undefined || other === undefined || one === other) continue;
    neighbours[one]?.push(other);
    neighbours[other]?.push(one);
  }
  return neighbours;
};

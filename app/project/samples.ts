/** The sample projects. */
export type Sample = { readonly name: string; readonly file: string };

export type SampleEntry = { readonly id: string; readonly name: string; readonly about: string };

/** The samples; the first visit opens the first. */
export const samples: readonly SampleEntry[] = [
  { id: "blog", name: "Blog", about: "Users and their posts: two tables, one relation." },
  { id: "library", name: "Library", about: "Every kind of relation, with some hundred rows." },
];

export const firstSample = "blog";

/** @throws Error when the file cannot be fetched. */
export const fetchSample = async (id: string): Promise<Sample> => {
  const answer = await fetch(`./samples/${id}.stele`);
  if (!answer.ok) throw new Error(`The sample could not be loaded (${answer.status}).`);
  const name = samples.find(entry => entry.id === id)?.name ?? id;
  return { name, file: await answer.text() };
};

/** The colors of pictures: those of the two themes, because a picture has no style sheet. */

const light = {
  canvas: "#fbfaf8",
  surface: "#ffffff",
  line: "#d2cec5",
  ink: "#1d1c1a",
  soft: "#55514a",
  faint: "#69645b",
  accent: "#2f55d4",
  key: "#8f5f10",
  edge: "#8b867c",
};

export type Palette = Readonly<typeof light>;

const dark: Palette = {
  canvas: "#1b1a18",
  surface: "#1f1e1b",
  line: "#45423c",
  ink: "#eceae5",
  soft: "#b9b4aa",
  faint: "#a39e94",
  accent: "#8aa6ff",
  key: "#dfb061",
  edge: "#78736a",
};

export const palettes = { light, dark } as const;

/** `npx vitest run models-page -u` writes the page. */
import { expect, it } from "vitest";
import { modelsPage } from "../testing/models/models-page.ts";
import { exporters } from "./index.ts";

it("docs/models.md is what the exporters declare", async () => {
  await expect(modelsPage(exporters)).toMatchFileSnapshot("../../docs/models.md");
});

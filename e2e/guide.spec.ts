/** A user looks up how to write a query. */
import { expect, test } from "@playwright/test";
import { Stele } from "./pages/stele.ts";

test("the guide is read within the product, chapter by chapter", async ({ page }) => {
  await new Stele(page).open("Query");
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("guide");
  await page.keyboard.press("Enter");
  const guide = page.getByRole("dialog", { name: "Guide" });
  await expect(guide.getByRole("heading", { name: "Finding entities" })).toBeVisible();
  await expect(guide.getByText("await db.User.all();").first()).toBeVisible();
  await guide.getByRole("tab", { name: "Sessions" }).click();
  await expect(guide.getByRole("heading", { name: "Identity map" })).toBeVisible();
  await expect(guide.getByText("database: forum")).toHaveCount(0);
  await guide.getByRole("tab", { name: "From Python" }).click();
  await expect(guide.getByRole("heading", { name: "Loading relations" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(guide).toBeHidden();
});

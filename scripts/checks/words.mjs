// Reports words of the list in the files of the repository; the last part of the lint step.
import { execFileSync } from "node:child_process";
import process from "node:process";
import { projectFolder } from "../setup/commands.mjs";
import { describeListedWords } from "./plain-english.mjs";

const checked = /\.(?:tsx?|mjs|cjs|md|css|html)$/;
/** The list itself, and its tests. */
const exempt = /^scripts\/checks\/plain-english\./;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: projectFolder,
  encoding: "utf8",
})
  .split("\n")
  .filter(file => checked.test(file) && !exempt.test(file));

const findings = describeListedWords(files, projectFolder);
for (const finding of findings) console.error(finding);
if (findings.length > 0) console.error(`${findings.length} words to replace.`);
process.exitCode = findings.length > 0 ? 1 : 0;

// html-validate over files, whatever their names are: node markup.cjs PACKAGE ASKED
// ASKED is a JSON file with the rules and the files. The answer is one JSON object by file.
"use strict";
const fs = require("fs");
const { HtmlValidate, StaticConfigLoader } = require(process.argv[2]);
const asked = JSON.parse(fs.readFileSync(process.argv[3], "utf-8"));
const checker = new HtmlValidate(new StaticConfigLoader(asked.config));
const said = {};
for (const file of asked.files) {
  try {
    const source = fs.readFileSync(file, "utf-8");
    const report = checker.validateStringSync(source, file);
    const messages = report.results.flatMap((result) => result.messages);
    said[file] = {
      messages: messages.map(({ ruleId, message, offset }) => ({ ruleId, message, offset })),
      source,
    };
  } catch (no) {
    // The page is left out, and the one who asks sees that it is.
  }
}
process.stdout.write(JSON.stringify(said));

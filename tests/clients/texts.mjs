// Reads a calendar from a file and prints the texts that ical.js finds in its events.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf-8")));
const texts = calendar.getAllSubcomponents("vevent").map((event) => [
  ...["summary", "description", "location"].map((it) => event.getFirstPropertyValue(it) ?? ""),
  ...(event.getFirstProperty("categories")?.getValues() ?? []),
]);
console.log(JSON.stringify(texts));

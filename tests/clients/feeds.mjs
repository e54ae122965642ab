// Reads a calendar and a JSON Feed from files; prints what ical.js finds in the one, and what
// the published schema finds wrong with the other.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import ICAL from "ical.js";
import schema from "jsonfeed-schema";

const [calendar, feed] = process.argv.slice(2).map((path) => readFileSync(path, "utf-8"));

const jcal = ICAL.parse(calendar);
const component = new ICAL.Component(jcal);
for (const zone of component.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const events = component.getAllSubcomponents("vevent").map((it) => {
  const event = new ICAL.Event(it);
  return {
    uid: event.uid,
    sequence: event.sequence,
    title: event.summary,
    status: it.getFirstPropertyValue("status"),
    starts: moment(event.startDate),
    ends: moment(event.endDate),
  };
});
const again = ICAL.parse(component.toString());

const ajv = addFormats(new Ajv({ allErrors: true, strict: false }));
const validate = ajv.compile(schema);
validate(JSON.parse(feed));
const same = JSON.stringify(again) === JSON.stringify(jcal);
console.log(JSON.stringify({ events, same, faults: validate.errors ?? [] }));

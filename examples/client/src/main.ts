// Writes one page of HTML, the networks and a month: node build/main.js ADDRESS YYYY-MM
import { argv, stdout } from "node:process";
import { monthTable } from "./MonthTable.js";
import { networkList } from "./NetworkList.js";
import { page } from "./page.js";

const [address = "http://127.0.0.1:8000", said = new Date().toISOString()] = argv.slice(2);
const server = new URL(address);
const [year = 0, month = 0] = said.split("-").map(Number);
const content = await Promise.all([networkList(server), monthTable(server, year, month)]);
stdout.write(page("Nätverk och kalender", content).text);

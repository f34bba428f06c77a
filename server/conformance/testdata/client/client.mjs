// Speaks with a server through BokehJS's own client: pulls the document, changes it, and looks at what comes back. It
// prints what it saw as one JSON object; the test that runs it knows what that has to be.
//
//   node client.mjs http://127.0.0.1:40001/app
import {readFile} from "node:fs/promises"

import {openPage} from "./page.mjs"

const address = process.argv[2]
const complaints = []
const window = openPage(address, (what) => complaints.push(String(what)))

const page = await (await fetch(address)).text()
const token = page.match(/"token":"([^"]+)"/)[1]
for (const [, path] of page.matchAll(/src="(static\/js\/bokeh[^"]*)"/g)) {
  window.eval(await (await fetch(new URL(path, address))).text())
}
const scenario = window.eval(await readFile(new URL("scenario.js", import.meta.url), "utf8"))
const seen = await scenario(address, token)
process.stdout.write(JSON.stringify({...seen, complaints}) + "\n", () => process.exit(0))

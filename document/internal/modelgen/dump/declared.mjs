// What only the type declarations beside the bundles know: where a class lives, and whether it is abstract.
import fs from "node:fs"
import path from "node:path"

export function* declarations(root) {
  for (const entry of fs.readdirSync(root, {recursive: true}).sort()) {
    if (entry.endsWith(".d.ts") && !entry.endsWith(".css.d.ts"))
      yield {module: entry.slice(0, -".d.ts".length), text: fs.readFileSync(path.join(root, entry), "utf8")}
  }
}

// classesIn maps the names of exported classes to whether they are abstract.
export function classesIn(text) {
  const classes = new Map()
  for (const [, abstract, name] of text.matchAll(/^export declare (abstract )?class (\w+)/gm))
    classes.set(name, abstract != null)
  return classes
}

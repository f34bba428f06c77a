// The schema as text: one line per named kind and property, so that a new front end's differences can be read.

export function layOut({kinds, classes, ...head}) {
  const line = (value) => JSON.stringify(value)
  const named = Object.entries(kinds).map(([name, kind]) => `  ${line(name)}: ${line(kind)}`)
  const blocks = classes.map(({props, ...facts}) => {
    const open = ` ${line(facts).slice(0, -1)}, "props": [`
    return props.length == 0 ? `${open}]}` : `${open}\n${props.map((p) => `  ${line(p)}`).join(",\n")}\n ]}`
  })
  return `{${line(head).slice(1, -1)},
"kinds": {
${named.join(",\n")}
},
"classes": [
${blocks.join(",\n")}
]}
`
}

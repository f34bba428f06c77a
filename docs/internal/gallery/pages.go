package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/server/gallery"
)

const (
	indexFile  = "docs/components.md"
	beginIndex = "<!-- components: written by make generate -->\n"
	endIndex   = "<!-- end of components -->"
)

// pages are those of the components, and their index at the end of the table of Panel's names.
func pages(all []example) (map[string][]byte, error) {
	rooms, err := readRooms("document")
	if err != nil {
		return nil, err
	}
	index, err := os.ReadFile(indexFile)
	if err != nil {
		return nil, err
	}
	before, rest, begun := strings.Cut(string(index), beginIndex)
	_, after, ended := strings.Cut(rest, endIndex)
	if !begun || !ended {
		return nil, errors.New(indexFile + " has no place for the list of components")
	}
	files := map[string][]byte{}
	shown := slices.DeleteFunc(slices.Clone(all), func(e example) bool { return e.Subject == "" })
	slices.SortStableFunc(shown, func(a, b example) int { return gallery.CompareSections(a.Section, b.Section) })
	var list bytes.Buffer
	for i, e := range shown {
		if i == 0 || shown[i-1].Section != e.Section {
			fmt.Fprintf(&list, "\n### %s\n\n| | what the example shows |\n|---|---|\n", e.Section)
		}
		fmt.Fprintf(&list, "| [%s](components/%s.md) | %s |\n", e.Title, e.Folder, strings.ReplaceAll(e.About, "|", `\|`))
		files["docs/components/"+e.Folder+".md"] = page(e, rooms, before)
	}
	files[indexFile] = []byte(before + beginIndex + list.String() + "\n" + endIndex + after)
	return files, nil
}

// page says what a component is, from its doc comments, its example and the table of Panel's names.
func page(e example, rooms map[string]room, table string) []byte {
	var b bytes.Buffer
	name, what, _ := strings.Cut(e.Subject, ".")
	fmt.Fprintf(&b, "<!-- Written by make generate from the comments in the source and docs/examples/%s: change these. -->\n", e.Folder)
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", e.Title, e.About)
	if _, err := os.Stat(filepath.Join("docs/examples", e.Folder, "thumbnail.webp")); err == nil {
		fmt.Fprintf(&b, "![%s](../examples/%s/thumbnail.webp)\n\n", e.Title, e.Folder)
	}
	if panel := panelName(table, name, strings.TrimPrefix(what, "New")); panel != "" {
		fmt.Fprintf(&b, "In Panel: %s.\n\n", panel)
	}
	if r, ok := rooms[name]; ok {
		describe(&b, r, what)
	}
	fmt.Fprintf(&b, "## Example\n\n`panelgo serve docs/examples/%s` shows it.\n\n```go\n%s```\n\n[All components](../components.md)\n", e.Folder, e.source())
	return b.Bytes()
}

func describe(b *bytes.Buffer, r room, what string) {
	typ, makers := r.subject(what)
	if typ == nil && len(makers) == 0 {
		return
	}
	fmt.Fprintf(b, "`import \"%s\"`\n\n", r.ImportPath)
	if typ != nil && typ.Doc != "" {
		fmt.Fprintf(b, "%s\n\n", r.text(typ.Doc))
	}
	for _, f := range makers {
		fmt.Fprintf(b, "```go\n%s\n```\n\n%s\n\n", r.signature(f), r.text(f.Doc))
	}
	if typ == nil {
		return
	}
	if m := model(typ); m != "" {
		fmt.Fprintf(b, "It is a `%s`, whose properties are at hand, too.\n\n", m)
	}
	if len(typ.Methods) > 0 {
		b.WriteString("## Methods\n\n")
	}
	for _, f := range typ.Methods {
		fmt.Fprintf(b, "```go\n%s\n```\n\n", r.signature(f))
		if f.Doc != "" {
			fmt.Fprintf(b, "%s\n\n", r.text(f.Doc))
		}
	}
}

var quoted = regexp.MustCompile("`([^`]+)`")

// panelName is what the table calls a component in Panel: the cell of its own name, else all of the
// row that makes it: by its full name, if the table has that.
func panelName(table, room, name string) string {
	if name == "" { // form.New
		return ""
	}
	maker := regexp.MustCompile(`\b(New)?` + regexp.QuoteMeta(name) + `\b`)
	if full := regexp.MustCompile(`\b` + room + `\.(New)?` + regexp.QuoteMeta(name) + `\b`); full.MatchString(table) {
		maker = full
	}
	for row := range strings.SplitSeq(table, "\n") {
		cells := strings.Split(row, "|")
		if len(cells) < 4 {
			continue
		}
		for _, m := range quoted.FindAllStringSubmatch(cells[1], -1) {
			if own, _, _ := strings.Cut(m[1], "("); own == name {
				return m[0]
			}
		}
	}
	for row := range strings.SplitSeq(table, "\n") {
		cells := strings.Split(row, "|")
		if len(cells) >= 4 && maker.MatchString(cells[2]) && strings.Contains(cells[1], "`") {
			return strings.TrimSpace(cells[1])
		}
	}
	return ""
}

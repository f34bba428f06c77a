package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/commands"
	"github.com/panelgo/panelgo/server/settings"
)

var update = flag.Bool("update", false, "write the table of options anew")

// escaped is text for the cell of a table.
var escaped = strings.NewReplacer("|", `\|`)

func TestEveryOptionIsDocumented(t *testing.T) {
	file := filepath.Join("..", "..", "docs", "serve.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(text), "-update -->\n")
	_, after, ended := strings.Cut(rest, "<!-- end of options -->")
	if !begun || !ended {
		t.Fatalf("%s has no place for the options", file)
	}
	var table strings.Builder
	table.WriteString(before + "-update -->\n\n| flag | variable | default | what it does |\n|---|---|---|---|\n")
	for _, f := range settings.Fields(new(panelgo.Options)) {
		flag, value := f.Name, ""
		if f.Placeholder != "" {
			flag += "=" + f.Placeholder
		}
		if f.Default != "" {
			value = "`" + f.Default + "`"
		} else if f.Switch() {
			value = "off"
		}
		fmt.Fprintf(&table, "| `--%s` | `%s` | %s | %s |\n", escaped.Replace(flag), strings.Join(f.Envs, "`, `"), value, escaped.Replace(f.Help))
	}
	table.WriteString("\n<!-- end of options -->" + after)
	if table.String() == string(text) {
		return
	}
	if !*update {
		t.Fatalf("%s does not list the options as they are: run go test ./cmd/panelgo -run Documented -update", file)
	}
	if err := os.WriteFile(file, []byte(table.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestHintsAreForFlagsThatAreNotThere(t *testing.T) {
	for _, f := range settings.Fields(new(panelgo.Options)) {
		if hint, both := commands.Elsewhere(f.Name); both {
			t.Errorf("--%s exists, and is answered with: %s", f.Name, hint)
		}
	}
}

package build

import (
	"bytes"
	"fmt"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"os"
)

// rewrite reads a user's file and gives it another package name; all else keeps its place. The line
// directive makes the compiler speak of the user's file. With named, a constraint that would leave
// the file out is blanked: a file that a person names is meant, as with go run.
func rewrite(path, name string, named bool) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, path, text, parser.ImportsOnly|parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	if named {
		for _, group := range tree.Comments {
			for _, c := range group.List {
				if c.Pos() < tree.Package && (constraint.IsGoBuild(c.Text) || constraint.IsPlusBuild(c.Text)) {
					at := set.Position(c.Pos()).Offset
					copy(text[at:], bytes.Repeat([]byte("/"), len(c.Text)))
				}
			}
		}
	}
	at := set.Position(tree.Name.Pos()).Offset
	out := fmt.Appendf(nil, "//line %s:1:1\n", path)
	out = append(out, text[:at]...)
	out = append(out, name...)
	return append(out, text[at+len(tree.Name.Name):]...), nil
}

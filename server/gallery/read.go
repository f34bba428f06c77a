package gallery

import (
	"fmt"
	"go/ast"
	"go/doc"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Directive is what a line of a package comment begins with that puts an app into the gallery.
const Directive = "//panelgo:gallery"

// Error is a directive that cannot be followed.
type Error struct {
	Comment *ast.Comment
	Problem string
}

func (e *Error) Error() string { return e.Problem }

// Read tells what a file says of the app in it. The file has to be parsed with its comments;
// sources and thumbnail are left to the caller. The error is an [*Error].
func Read(file *ast.File) (Exhibit, error) {
	var x Exhibit
	if file.Doc != nil {
		x.About = about(file.Name.Name, file.Doc.Text())
	}
	found := ""
	for _, group := range file.Comments {
		for _, c := range group.List {
			rest, ok := strings.CutPrefix(c.Text, Directive)
			if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
				continue
			}
			word := strings.Join(strings.Fields(rest), " ")
			switch {
			case group != file.Doc:
				return x, &Error{c, Directive + " must stand in the package comment, right above the package clause"}
			case found != "":
				return x, &Error{c, Directive + " stands there twice"}
			case word == "":
				return x, &Error{c, fmt.Sprintf("%s needs a heading, or what the app is an example of: %s Apps, %[1]s widgets.IntSlider", Directive, Directive)}
			}
			found = word
		}
	}
	if room, name, ok := strings.Cut(found, "."); ok && isIdentifier(room) && isIdentifier(name) {
		x.Section, x.Subject, x.Title = sectionOf(room, name), found, strings.TrimPrefix(name, "New")
		if x.Title == "" {
			x.Title = name
		}
		return x, nil
	}
	x.Section = found
	return x, nil
}

func isIdentifier(word string) bool {
	for i, r := range word {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return word != ""
}

// about is the first sentence of a package comment, without the words that Go begins it with.
func about(name, text string) string {
	sentence := new(doc.Package).Synopsis(text)
	rest, ok := strings.CutPrefix(sentence, "Package "+name+" ")
	if !ok {
		return sentence
	}
	for _, verb := range []string{"is ", "shows "} {
		rest = strings.TrimPrefix(rest, verb)
	}
	first, size := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(first)) + rest[size:]
}

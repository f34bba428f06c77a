package build

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

// layMain writes the package that registers the apps and serves them.
func (p *Plan) layMain(dir string, imports []string) {
	var b bytes.Buffer
	b.WriteString(generated + "\n\npackage main\n\nimport (\n\t_ \"embed\"\n")
	if p.ship == nil {
		b.WriteString("\t\"fmt\"\n\t\"os\"\n")
	}
	b.WriteString("\n")
	fmt.Fprintf(&b, "\t%q\n", panelgoPath)
	for i, path := range imports {
		fmt.Fprintf(&b, "\tapp%d %q\n", i, path)
	}
	b.WriteString(")\n\n")
	exhibits := p.layGallery(&b, dir)
	b.WriteString("func main() {\n\tapps := panelgo.Apps{}\n")
	for i, app := range p.Apps { // a complaint of the compiler about an App is made to stand where the user declared it
		fmt.Fprintf(&b, "\tapps[%q] =\n//line %s:%d:%d\napp%d.App\n", app.Slug, app.Entry.Filename, app.Entry.Line, app.Entry.Column, i)
	}
	b.WriteString("//line panelgo_main.go:1\n\tvar opts panelgo.Options\n" + exhibits)
	if p.ship != nil {
		b.WriteString("\tpanelgo.Main(apps, opts)\n}\n")
	} else {
		b.WriteString("\tif err := panelgo.Serve(apps, opts); err != nil {\n\t\tfmt.Fprintln(os.Stderr, \"panelgo:\", err)\n\t\tos.Exit(1)\n\t}\n}\n")
	}
	p.files[filepath.Join(dir, "main.go")] = b.Bytes()
	p.layStandalone(dir)
}

// layGallery embeds what the list of apps shows of them, and returns the statements that say so.
// The source of an app is not among it, unless the app asks for it.
func (p *Plan) layGallery(b *bytes.Buffer, dir string) (statements string) {
	var list bytes.Buffer
	for i, app := range p.Apps {
		x := app.Exhibit
		if x.About == "" && x.Section == "" {
			continue
		}
		fmt.Fprintf(&list, "\t\t%q: {Section: %q, Subject: %q, Title: %q, About: %q", app.Slug, x.Section, x.Subject, x.Title, x.About)
		if x.Section != "" {
			p.layExhibit(b, &list, dir, i, app)
		}
		list.WriteString("},\n")
	}
	if list.Len() == 0 {
		return ""
	}
	return "\topts.Server.Gallery = panelgo.Gallery{\n" + list.String() + "\t}\n"
}

// layExhibit embeds the picture and the sources of one app.
func (p *Plan) layExhibit(vars, fields *bytes.Buffer, dir string, i int, app find.App) {
	embed := func(name, kind, file, as string) {
		p.mapped[filepath.Join(dir, as)] = file
		fmt.Fprintf(vars, "//go:embed %s\nvar %s %s\n\n", as, name, kind)
	}
	if info, err := os.Stat(app.Thumbnail()); err == nil && info.Mode().IsRegular() {
		name := fmt.Sprintf("thumbnail%d", i)
		embed(name, "[]byte", app.Thumbnail(), name)
		fmt.Fprintf(fields, ", Thumbnail: %s", name)
	}
	fields.WriteString(", Source: []panelgo.SourceFile{")
	for j, file := range sources(app) {
		name := fmt.Sprintf("source%dx%d", i, j)
		embed(name, "string", file, name)
		fmt.Fprintf(fields, "{Name: %q, Text: %s},", filepath.Base(file), name)
	}
	fields.WriteString("}")
}

// sources are the app's files, the one with App first.
func sources(app find.App) []string {
	files := slices.Clone(app.Files)
	slices.SortStableFunc(files, func(a, b string) int {
		switch app.Entry.Filename {
		case a:
			return -1
		case b:
			return 1
		}
		return 0
	})
	return files
}

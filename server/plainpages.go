package server

import (
	"embed"
	"html/template"
)

//go:embed templates
var plainFiles embed.FS

// plainPages are the pages that are not apps: the list of apps, errors, sources. An app's own page
// is written by hand (page.go), since it is what is asked for most.
var plainPages = template.Must(template.New("").Funcs(template.FuncMap{
	"css": func(name string) template.CSS { return template.CSS(plainFile(name)) },
	"js":  func(name string) template.JS { return template.JS(plainFile(name)) },
}).ParseFS(plainFiles, "templates/*.html"))

func plainFile(name string) string {
	raw, err := plainFiles.ReadFile("templates/" + name)
	if err != nil {
		panic(err) // embedded
	}
	return string(raw)
}

package server

import (
	"io"
	"net/url"
	"strings"
	"unicode"
)

// searchFrom is how many apps make a field to search among them worth its room.
const searchFrom = 7

// listPage is what templates/list.html shows: the apps with a section under its heading, with
// pictures, then the others.
type listPage struct {
	Title    string
	Up       string // the way from the page's address to the list's own
	Theme    string // goes along to the apps where it was Asked for
	Asked    bool
	Search   bool
	Nonce    string
	Sections []listSection
}

type listSection struct {
	Name string // empty for the rest
	Apps []listedApp
}

// Heading is what stands above the apps of a section.
func (s listSection) Heading() string {
	if s.Name == "" {
		return "More"
	}
	return s.Name
}

type listedApp struct{ IndexEntry }

// writeList writes the list of apps.
func (x *indexPage) writeList(w io.Writer, rel, nonce, theme string, entries []IndexEntry) error {
	return plainPages.ExecuteTemplate(w, "list.html", listPage{
		Title: x.server.opts.Title, Up: rel, Theme: theme, Asked: theme != "auto",
		Search: len(entries) >= searchFrom, Nonce: nonce, Sections: sectionsOf(entries),
	})
}

// themeOf is the theme that a query asks for, auto where it asks for none that there is.
func themeOf(query url.Values) string {
	if theme := query.Get("theme"); theme == "light" || theme == "dark" {
		return theme
	}
	return "auto"
}

// sectionsOf cuts entries, which are sorted by section, into those of each.
func sectionsOf(entries []IndexEntry) (all []listSection) {
	for i, e := range entries {
		if i == 0 || e.Section != entries[i-1].Section {
			all = append(all, listSection{Name: e.Section})
		}
		last := &all[len(all)-1]
		last.Apps = append(last.Apps, listedApp{e})
	}
	return all
}

// Subtitle is what stands below an app's title: what it is an example of, or its path.
func (e listedApp) Subtitle() string {
	switch {
	case e.Section == "":
		return "/" + e.Path
	case strings.HasSuffix(e.Subject, "."+e.Title):
		return ""
	default:
		return e.Subject
	}
}

// Initial stands for an app that has no picture.
func (e listedApp) Initial() string {
	for _, r := range e.Title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return "•"
}

// Hue gives each path a colour of its own, in degrees. It stays the same however many apps there
// are.
func (e listedApp) Hue() int {
	sum := uint32(2166136261)
	for _, c := range []byte(e.Path) {
		sum = (sum ^ uint32(c)) * 16777619 // FNV-1a
	}
	return int(sum>>8) % 360
}

package find

import (
	"fmt"
	"go/build"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/server/gallery"
)

// App is one thing to serve.
type App struct {
	Slug    string         // its address is /Slug: the file's name, with dashes for spaces; empty for a program, which names its own
	Dir     string         // absolute, free of symbolic links
	Files   []string       // the Go files of its package, absolute
	Whole   bool           // Files are all that Dir's package has, so it can be imported as it stands
	Program bool           // it has its own main function
	Package string         // the name in its package clause
	Entry   token.Position // where func App is declared
	Builds  *build.Package // what go/build says of Files: imports and embed patterns

	// Exhibit is what the file with Entry says of the app; it holds neither sources nor a picture.
	Exhibit gallery.Exhibit
}

// Apps finds what the words name, in their order. All errors that follow from the words are in one
// error.
func Apps(words []string) ([]App, error) {
	var all []App
	for _, word := range words {
		found, err := word1(word)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, check(all)
}

// word1 finds the apps of a single word: PATH or NAME=PATH.
func word1(word string) ([]App, error) {
	path, slug, named := word, "", false
	if _, err := os.Stat(word); err != nil {
		if before, after, ok := strings.Cut(word, "="); ok {
			slug, path, named = before, after, true
		}
	}
	found, err := path1(path)
	if err != nil || !named {
		return found, err
	}
	switch {
	case len(found) > 1:
		return nil, fmt.Errorf("%s holds %d apps, so one name is not enough: name them one by one, as in %s=%s",
			path, len(found), slug, shown(found[0].Files[0]))
	case found[0].Program:
		return nil, fmt.Errorf("%s is a program that calls panelgo.Serve: it names its apps itself, leave out %q", path, slug+"=")
	}
	found[0].Slug = slug
	return found, nil
}

func path1(path string) ([]App, error) {
	real, err := filepath.Abs(path)
	if err == nil {
		real, err = filepath.EvalSymlinks(real)
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	info, err := os.Stat(real)
	switch {
	case err != nil:
		return nil, unreadable(path, err)
	case info.IsDir():
		return directory(path, real)
	case filepath.Ext(real) != ".go":
		return nil, fmt.Errorf("%s is not a Go file: name a .go file or a directory that holds one", path)
	}
	app, err := file(real)
	if err != nil {
		return nil, err
	}
	return []App{app}, nil
}

// check refuses what cannot be served together.
func check(apps []App) error {
	taken := make(map[string]App, len(apps))
	for _, app := range apps {
		if app.Program {
			if len(apps) > 1 {
				return fmt.Errorf("%s is a program with its own main function, so it is served alone: "+
					"start one panelgo per program, or turn its main into func App", shown(app.Files[0]))
			}
			continue
		}
		if err := checkSlug(app); err != nil {
			return err
		}
		if other, twice := taken[app.Slug]; twice {
			return fmt.Errorf("two apps would be served at /%s: %s and %s\nname one of them: panelgo serve %s %s=%s",
				app.Slug, other.shown(), app.shown(), other.shown(), free(app.Slug, apps), app.shown())
		}
		taken[app.Slug] = app
	}
	return nil
}

// slug is a file's name as it stands in an address, where a space would have to be escaped.
func slug(name string) string { return strings.ReplaceAll(name, " ", "-") }

// checkSlug accepts what stands in an address as one segment that means nothing else there.
func checkSlug(app App) error {
	bad := strings.ContainsAny(app.Slug, " /\\?#%{}*\"<>|") || strings.ContainsFunc(app.Slug, func(r rune) bool { return r < ' ' })
	if bad || app.Slug == "" || app.Slug[0] == '.' {
		return fmt.Errorf("%q cannot be an address: name the app, as in panelgo serve myapp=%s", app.Slug, app.shown())
	}
	return nil
}

// free is a name like slug that no app has.
func free(slug string, apps []App) string {
	for n := 2; ; n++ {
		name := fmt.Sprintf("%s-%d", slug, n)
		if !slices.ContainsFunc(apps, func(a App) bool { return a.Slug == name }) {
			return name
		}
	}
}

// Thumbnail is where the app's picture is, if there is one: thumbnail.webp in the folder of its
// own, or beside the file one of the same name.
func (a App) Thumbnail() string {
	if a.Whole {
		return filepath.Join(a.Dir, "thumbnail.webp")
	}
	return strings.TrimSuffix(a.Files[0], ".go") + ".webp"
}

// shown is the app's path as its user would write it.
func (a App) shown() string {
	if a.Whole {
		return shown(a.Dir)
	}
	return shown(a.Files[0])
}

func shown(path string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, path); err == nil && len(rel) < len(path) {
			path = rel
		}
	}
	if strings.ContainsAny(path, " '\"$&;()") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

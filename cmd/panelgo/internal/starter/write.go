package starter

import (
	"embed"
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

//go:embed */app.go */app_test.go
var templates embed.FS

// Write makes a folder with an app like the template's, its test, a README and a .gitignore. It
// refuses a folder that holds something. The go.mod is left to others.
func Write(dir, template string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("new: %s is there already and is not empty: choose another name", dir)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("new: %w", err)
	}
	name := packageName(filepath.Base(dir))
	files := map[string]string{
		".gitignore": "/bin/\n*.test\n",
		"README.md":  fmt.Sprintf(readme, filepath.Base(dir)),
	}
	for _, file := range []string{"app.go", "app_test.go"} {
		text, err := templates.ReadFile(path.Join(template, file))
		if err != nil {
			return fmt.Errorf("new: there is no template %q: %w", template, err)
		}
		said := strings.Replace(string(text), "// Package "+template+" ", "// Package "+name+" ", 1)
		files[file] = strings.Replace(said, "\npackage "+template+"\n", "\npackage "+name+"\n", 1)
		if file == "app_test.go" {
			files[file] = strings.Replace(said, "package "+template+"\n", "package "+name+"\n", 1)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("new: %w", err)
	}
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			return fmt.Errorf("new: %w", err)
		}
	}
	return nil
}

// packageName makes a package name of a folder's, which may hold what no name can.
func packageName(dir string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return -1
	}, dir)
	if !token.IsIdentifier(name) || name == "main" {
		return "app"
	}
	return name
}

const readme = `# %s

    panelgo serve --dev .     # builds at every save, and reloads the open page
    go test ./...

app.go holds the page, app_test.go opens it as a browser does.
`

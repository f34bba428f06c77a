package widgets_test

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
)

// tree makes files below a folder, and returns the folder.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAFileSelectorStaysBelowItsRoot(t *testing.T) {
	dir := tree(t, "outside.txt", "root/a.txt", "root/.hidden/b.txt", "root/sub/c.csv")
	if err := os.Symlink(dir, filepath.Join(dir, "root", "link")); err != nil {
		t.Fatal(err)
	}
	w, err := NewFileSelector(filepath.Join(dir, "root"))
	if err != nil {
		t.Fatal(err)
	}
	var heard [][]string
	w.OnChange(func(names []string) { heard = append(heard, names) })
	b := documenttest.Open(t, w)
	for _, folder := range []string{"..", "/../..", "sub/../..", "link", "link/root", ".hidden", "no such", "a.txt", "sub/../.hidden", "C:\\", "\x00"} {
		b.Set(w.Folder, "value", `"`+folder+`"`)
		if got := w.Left.Options.Get(); len(got) != 3 && w.Folder.Value() != "/" {
			t.Errorf("%q shows %v", folder, got)
		}
	}
	for _, entry := range []string{`"../outside.txt"`, `"nothing"`, `".hidden/"`} {
		if err := b.Set(w.Left, "value", "["+entry+"]"); err == nil {
			t.Errorf("%s was marked", entry)
		}
		if err := b.Fire(w.Left, "dblclick_event", `"option":`+entry); err == nil {
			t.Errorf("%s was opened", entry)
		}
	}
	if err := b.Set(w.Left, "options", `["../outside.txt"]`); err == nil {
		t.Error("the list was replaced")
	}
	b.Turn(func() { w.Select("a.txt", "../outside.txt", "link/outside.txt", ".hidden/b.txt", "sub/c.csv", "sub") })
	if want := []string{"a.txt", "sub/c.csv"}; !slices.Equal(w.Value(), want) || len(heard) != 1 {
		t.Errorf("picked %q, heard %q", w.Value(), heard)
	}
	for _, name := range []string{"../outside.txt", "link/outside.txt", filepath.Join(dir, "outside.txt")} {
		if f, err := w.Open(name); err == nil {
			f.Close()
			t.Errorf("%s was opened", name)
		}
	}
	f, err := w.Open("sub/c.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if text, err := io.ReadAll(f); string(text) != "root/sub/c.csv" || err != nil {
		t.Errorf("%q %v", text, err)
	}
}

func TestAFileSelectorListsWhatIsWanted(t *testing.T) {
	w, err := NewFileSelector(tree(t, "b.txt", "a.csv", ".hidden", "sub/c.csv"))
	if err != nil {
		t.Fatal(err)
	}
	listed := func(want ...string) {
		t.Helper()
		var got []string
		for _, option := range w.Left.Options.Get() {
			got = append(got, string(option.(models.Str)))
		}
		if !slices.Equal(got, want) {
			t.Errorf("listed %q, want %q", got, want)
		}
	}
	listed("sub/", "a.csv", "b.txt")
	w.ShowHidden(true)
	listed("sub/", ".hidden", "a.csv", "b.txt")
	w.ShowHidden(false)
	if err := w.SetPattern("*.csv"); err != nil {
		t.Fatal(err)
	}
	listed("sub/", "a.csv")
	if err := w.SetPattern("["); err == nil {
		t.Error("a broken pattern was taken")
	}
	if _, err := NewFileSelector("/no/such/folder"); err == nil {
		t.Error("a folder that is not there was taken")
	}
}

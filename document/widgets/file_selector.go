package widgets

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// FileSelector picks files of the server, below a folder that the program names: nothing that a
// visitor does leads out of it, not even a symbolic link. A double click opens a folder or picks a
// file.
type FileSelector struct {
	*models.Column
	Folder TextInput                 // where one is, the root being /
	Left   *models.CustomMultiSelect // what is there; folders end in /
	Right  MultiSelect[string]       // what is picked
	files  *serverFiles
}

// serverFiles is what a [FileSelector] knows beyond its parts.
type serverFiles struct {
	picked[[]string]
	root    string
	at      string   // the folder that shows, relative to the root
	entries []string // its content
	filter  TextInput
	pattern string
	hidden  bool
}

// listHeight is that of both lists, in px.
const listHeight = 240.0

// maxEntries is how much of a folder is listed.
const maxEntries = 10_000

// NewFileSelector makes a selector for the files below a folder of the server. It shows no hidden
// files, see ShowHidden.
func NewFileSelector(root string) (FileSelector, error) {
	f := FileSelector{
		Folder: NewTextInput(""), Left: document.New[models.CustomMultiSelect](), Right: NewMultiSelect("Selected", []Choice[string]{}),
		files: &serverFiles{root: root, filter: NewTextInput("")},
	}
	f.Folder.HTMLAttributes.Set(map[string]string{"title": "Folder"})
	document.ReadOnly(&f.Left.Options)
	document.Check(&f.Left.Value, f.files.checkMarked)
	f.Left.OnEvent("dblclick_event", func(e document.Event) {
		name, _ := e.Values["option"].(string)
		if err := f.files.checkMarked([]string{name}); err != nil {
			e.Refuse(err)
			return
		}
		f.take([]string{name})
	})
	f.files.filter.OnType(func(string) { f.show() })
	f.assemble()
	f.Folder.Validate(func(dir string) error { _, err := f.files.list(below(dir)); return err })
	f.Folder.OnChange(func(dir string) { f.open(below(dir)) })
	if _, err := f.files.list("."); err != nil {
		return f, fmt.Errorf("widgets: file selector: %w", err)
	}
	f.Folder.SetValue("/")
	return f, nil
}

// assemble puts the parts in their places.
func (f *FileSelector) assemble() {
	button := func(label, text string, click func()) Button {
		b := NewButton(label)
		b.Describe(text)
		b.OnClick(click)
		return b
	}
	up := button("↑", "To the folder above", func() { f.Folder.SetValue(path.Join("/", f.files.at, "..")) })
	again := button("⟳", "List the folder again", func() { f.open(f.files.at) })
	add := button("❯", "Open the folder, or pick the files, that are marked on the left", func() { f.take(f.Left.Value.Get()) })
	remove := button("❮", "Drop what is marked on the right", func() {
		drop := f.Right.Value()
		f.change(slices.DeleteFunc(f.Value(), func(name string) bool { return slices.Contains(drop, name) }))
	})
	f.Left.Title.Set(models.Str("Files"))
	f.files.filter.Placeholder.Set("Filter")
	stretch := document.Some(models.SizingModeStretchWidth)
	f.Folder.SizingMode.Set(stretch)
	f.files.filter.SizingMode.Set(stretch)
	f.Left.SizingMode.Set(stretch)
	f.Right.SizingMode.Set(stretch)
	f.Left.Height.Set(document.Some(listHeight))
	f.Right.Height.Set(document.Some(listHeight))
	buttons := stack(add, remove)
	buttons.Align.Set(models.AlignCenter)
	bar, lists := line(up, again, f.Folder, f.files.filter), line(f.Left, buttons, f.Right)
	bar.SizingMode.Set(stretch)
	lists.SizingMode.Set(stretch)
	f.Column = stack(bar, lists)
	f.SizingMode.Set(stretch)
}

// ShowHidden lists files and folders whose names begin with a dot, too, or leaves them out.
func (f FileSelector) ShowHidden(shown bool) {
	f.files.hidden = shown
	f.open(f.files.at)
}

// SetPattern lists only the files whose names match a pattern of [path.Match], such as "*.csv";
// folders stay.
func (f FileSelector) SetPattern(pattern string) error {
	if _, err := path.Match(pattern, ""); err != nil {
		return fmt.Errorf("widgets: file selector: %q: %w", pattern, err)
	}
	f.files.pattern = pattern
	f.open(f.files.at)
	return nil
}

// Value are the files that are picked, by their paths below the root, with slashes on every system.
func (f FileSelector) Value() []string { return slices.Clone(f.files.value) }

// CheckValue returns an error if one of the files is not there.
func (f FileSelector) CheckValue(names []string) error {
	for _, name := range names {
		if err := f.files.checkFile(name); err != nil {
			return err
		}
	}
	return nil
}

// SetValue picks files by their paths below the root; what is not there is left out.
func (f FileSelector) SetValue(names []string) {
	f.change(slices.DeleteFunc(slices.Clone(names), func(name string) bool { return f.files.checkFile(name) != nil }))
}

// Select is SetValue for files one by one.
func (f FileSelector) Select(names ...string) { f.SetValue(names) }

// OnChange calls g when files are picked or dropped. Calling stop ends it.
func (f FileSelector) OnChange(g func(names []string)) (stop func()) { return f.files.onChange(g) }

// Open opens one of the files for reading. Like the selector itself, it does not leave the root.
func (f FileSelector) Open(name string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(f.files.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(name)
}

// Describe explains the selector in a tooltip beside its first label.
func (f FileSelector) Describe(text string) { f.Left.Description.Set(models.Str(text)) }

// open shows a folder, or says below the field why it cannot.
func (f FileSelector) open(dir string) {
	entries, err := f.files.list(dir)
	beside{&f.Folder.CSSClasses, &f.Folder.CSSVariables}.show(err)
	if err != nil {
		return
	}
	f.files.at, f.files.entries = dir, entries
	f.show()
}

// show lists what contains the filter's text.
func (f FileSelector) show() {
	var names []string
	for _, name := range f.files.entries {
		if holds(name, f.files.filter.ValueInput.Get()) {
			names = append(names, name)
		}
	}
	f.Left.Value.Set(nil)
	f.Left.Options.Set(asOptions(names))
}

// take opens the one folder among entries, or picks the files among them.
func (f FileSelector) take(names []string) {
	if len(names) == 1 && strings.HasSuffix(names[0], "/") {
		f.Folder.SetValue(path.Join("/", f.files.at, names[0]))
		return
	}
	all := f.Value()
	for _, name := range names {
		if full := path.Join(f.files.at, name); !strings.HasSuffix(name, "/") && !slices.Contains(all, full) {
			all = append(all, full)
		}
	}
	f.Left.Value.Set(nil)
	f.change(all)
}

func (f FileSelector) change(names []string) {
	f.Right.SetChoices(Choices(names...))
	f.files.set(names)
}

// below is a folder that a visitor enters, relative to the root.
func below(dir string) string {
	if dir = strings.Trim(path.Clean(dir), "/"); dir == "" {
		return "."
	}
	return dir
}

// checkMarked refuses entries that are not there.
func (s *serverFiles) checkMarked(names []string) error {
	for _, name := range names {
		if !slices.Contains(s.entries, name) {
			return errChoice
		}
	}
	return nil
}

// checkFile refuses what the selector would not show as a file.
func (s *serverFiles) checkFile(name string) error {
	entries, err := s.list(path.Dir(path.Clean(name)))
	if err == nil && !slices.Contains(entries, path.Base(name)) {
		err = errChoice
	}
	return err
}

// list is the content of a folder: folders first, each with a slash at its end.
func (s *serverFiles) list(dir string) ([]string, error) {
	if !s.hidden && slices.ContainsFunc(strings.Split(dir, "/"), isHidden) {
		return nil, errors.New("there is no such folder")
	}
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	folder, err := root.Open(dir)
	if err != nil {
		return nil, told(err)
	}
	defer folder.Close()
	found, err := folder.ReadDir(maxEntries)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, told(err)
	}
	var folders, files []string
	for _, entry := range found {
		switch name := entry.Name(); {
		case isHidden(name) && !s.hidden:
		case entry.IsDir():
			folders = append(folders, name+"/")
		case entry.Type().IsRegular() || entry.Type()&fs.ModeSymlink != 0:
			if matches, _ := path.Match(s.pattern, name); matches || s.pattern == "" {
				files = append(files, name)
			}
		}
	}
	slices.Sort(folders)
	slices.Sort(files)
	return append(folders, files...), nil
}

// isHidden reports whether an element of a path is one that systems hide. The root itself is not.
func isHidden(name string) bool { return name != "." && name != ".." && strings.HasPrefix(name, ".") }

// told is why a folder cannot be listed, without the server's own paths.
func told(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such folder")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("that folder cannot be read")
	}
	return errors.New("that folder cannot be opened")
}

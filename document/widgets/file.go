package widgets

import (
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"mime"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// File is what a visitor uploads. Its name and type are what the browser says: neither can be
// relied upon.
type File struct {
	Name string // without a folder, or a path below the folder that was picked: it cannot climb out of where it is put
	Type string // as in "text/csv"
	Data []byte
}

// FileInput takes files up to about 10 MB, which travel whole. [FileDropper] takes larger ones.
type FileInput struct {
	*models.FileInput
	most *int
}

// NewFileInput makes a button that asks for a file. It takes files of up to 10 MB, see SetLimit;
// for more than one of them set its Multiple property.
func NewFileInput(label string) FileInput {
	f := FileInput{document.New[models.FileInput](), new(int)}
	f.Title.Set(models.Str(label))
	f.SetLimit(10_000_000)
	document.ReadOnly(&f.Accept, &f.Multiple, &f.Directory)
	document.Check(&f.FileInput.Value, f.checkData)
	document.Check(&f.Filename, f.checkNames)
	return f
}

// SetAccept says which files are taken: by extension, as in ".csv", or by type, as in "image/*".
func (f FileInput) SetAccept(kinds ...string) { f.Accept.Set(models.Strs(kinds)) }

// SetLimit sets how many bytes the files may have altogether. A message holds 20 MiB unless the
// server is told otherwise, and files grow by a third on their way. The page refuses larger ones
// before it reads them.
func (f FileInput) SetLimit(bytes int) {
	*f.most = bytes
	variables := maps.Clone(f.CSSVariables.Get())
	if variables == nil {
		variables = map[string]models.NodeOrStr{}
	}
	variables[limitText] = models.Str(strconv.Itoa(bytes))
	f.CSSVariables.Set(variables)
}

// limitText is where a page's script finds the limit.
const limitText = "--pg-limit"

func (f FileInput) checkData(v models.StrOrStrs) error {
	total := 0
	for _, text := range textsOf(v) {
		total += base64.StdEncoding.DecodedLen(len(text))
	}
	if total > *f.most+3*len(textsOf(v)) {
		err := fmt.Errorf("%d bytes are too many, %d are allowed", total, *f.most)
		f.beside().show(err)
		return err
	}
	f.beside().show(nil)
	return nil
}

func (f FileInput) beside() beside { return beside{&f.CSSClasses, &f.CSSVariables} }

func (f FileInput) checkNames(v models.StrOrStrs) error {
	for _, name := range textsOf(v) {
		if _, ok := v.(models.Strs); ok && !f.Multiple.Get() && !f.Directory.Get() {
			return errors.New("one file is enough")
		}
		if name != "" && (!isBelow(name) || !f.Directory.Get() && strings.ContainsAny(name, `/\`)) {
			return fmt.Errorf("%.60q is no name for a file", name)
		}
		if name != "" && !accepted(name, textsOf(f.Accept.Get())) {
			return fmt.Errorf("files like %.60q are not accepted", name)
		}
	}
	return nil
}

// isBelow reports whether a name stays below the folder that it is joined to, on every system.
func isBelow(name string) bool {
	clean := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	return clean != ".." && !strings.HasPrefix(clean, "../") && !path.IsAbs(clean) && !strings.ContainsAny(name, ":\x00") && len(name) < 1000
}

// accepted reports whether a file is among the kinds that are asked for, which are extensions or
// types.
func accepted(name string, kinds []string) bool {
	kinds = slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return k == "" })
	if len(kinds) == 0 {
		return true
	}
	extension := strings.ToLower(path.Ext(name))
	ofType, _, _ := strings.Cut(mime.TypeByExtension(extension), ";")
	return slices.ContainsFunc(kinds, func(k string) bool {
		if strings.HasPrefix(k, ".") {
			return strings.EqualFold(k, extension) || strings.HasSuffix(strings.ToLower(name), strings.ToLower(k))
		}
		matches, _ := path.Match(k, ofType)
		return matches
	})
}

func textsOf(v models.StrOrStrs) []string {
	switch v := v.(type) {
	case models.Str:
		return []string{string(v)}
	case models.Strs:
		return v
	}
	return nil
}

// Value are the files that were picked last; those whose bytes did not arrive whole are left out.
func (f FileInput) Value() []File {
	data, names, types := textsOf(f.FileInput.Value.Get()), textsOf(f.Filename.Get()), textsOf(f.MimeType.Get())
	var files []File
	for i, text := range data {
		if i >= len(names) || i >= len(types) || names[i] == "" {
			break
		}
		content, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			continue
		}
		files = append(files, File{strings.ReplaceAll(names[i], `\`, "/"), types[i], content})
	}
	return files
}

// OnChange calls f once for each time that files are picked, also the same ones again. Calling stop
// ends it.
func (f FileInput) OnChange(on func(files []File)) (stop func()) {
	// The bytes come first, then names and types in the same message, then the page's word that
	// files were picked: that alone, where they are equal to those from before.
	var waiting, told, picked bool
	changes := f.FileInput.Value.OnChange(func(document.Change[models.StrOrStrs]) {
		if doc := f.Document(); doc != nil && !waiting {
			waiting = true
			doc.Next(func() {
				files := f.Value()
				told = len(files) > 0 && !picked
				waiting, picked = false, false
				on(files)
			})
		}
	})
	picks := f.OnEvent("file_pick", func(document.Event) {
		switch {
		case waiting:
			picked = true
		case told:
			told = false
		default:
			on(f.Value())
		}
	})
	return func() {
		changes()
		picks()
	}
}

// OnFile calls f for each file that is picked. Calling stop ends it.
func (f FileInput) OnFile(on func(File)) (stop func()) {
	return f.OnChange(func(files []File) {
		for _, file := range files {
			on(file)
		}
	})
}

// Clear forgets the files, in the page, too.
func (f FileInput) Clear() { document.Send(f, "clear_input", nil) }

// Describe explains the field in a tooltip beside its label.
func (f FileInput) Describe(text string) { f.Description.Set(models.Str(text)) }

package static

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
)

// Encoding is a form in which a file is kept and sent, named as in the HTTP header
// Content-Encoding.
type Encoding string

// The encodings of kept files. A file is kept either as Identity or as both of the others.
const (
	Identity Encoding = ""
	Gzip     Encoding = "gzip"
	Brotli   Encoding = "br"
)

// File is one file that a browser may download.
type File struct {
	Path      string `json:"path"`      // below /static/, as in js/bokeh.min.js
	Size      int64  `json:"size"`      // bytes, uncompressed
	Hash      string `json:"hash"`      // names the content: 20 hexadecimal digits of its SHA-256
	Integrity string `json:"integrity"` // for the attribute of that name (W3C Subresource Integrity)
	Mime      string `json:"mime"`      // for the header Content-Type
	Gzip      int64  `json:"gzip"`      // bytes of that form; 0 when the file is kept as it is
	Brotli    int64  `json:"brotli"`    // likewise
}

// catalogue reads the manifest when it is first asked for, so that a server that has sent no file
// yet has not paid for it.
var catalogue = sync.OnceValues(func() (map[string]File, error) {
	text, err := fs.ReadFile(embedded, "dist/manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("static: this binary was built without the browser's files; in a clone of the repository, run make assets, then build again")
	}
	if err != nil {
		return nil, fmt.Errorf("static: %w", err)
	}
	var manifest struct{ Files []File }
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("static: the manifest cannot be read (make assets writes it anew): %w", err)
	}
	files := make(map[string]File, len(manifest.Files))
	for _, f := range manifest.Files {
		files[f.Path] = f
	}
	return files, nil
})

// Ready reports whether this binary holds the browser's files, and if not, which command brings
// them.
func Ready() error {
	_, err := catalogue()
	return err
}

// Lookup finds a file by its path below /static/.
func Lookup(path string) (File, bool) {
	files, err := catalogue()
	if err != nil {
		return File{}, false
	}
	f, ok := files[path]
	return f, ok
}

// URL is the address of a file relative to /static/ that names its content too, so that it may be
// cached for good: js/bokeh.min.js?v=HASH. A path that is not served is returned as it is.
//
// The version stands in the query, not in the path, because scripts look for their neighbours
// (workers, WebAssembly, fonts) relative to their own address.
func URL(path string) string {
	if f, ok := Lookup(path); ok {
		return f.URL()
	}
	return path
}

// URL is the file's address relative to /static/, with the name of its content.
func (f File) URL() string { return f.Path + "?v=" + f.Hash }

// Open gives the file in the form asked for, and the number of bytes of that form. A form that is
// not kept is made on the way: every file can be had as Identity. Asking for another form of a file
// kept as it is gives an error.
func (f File) Open(form Encoding) (io.ReadSeekCloser, int64, error) {
	switch {
	case form == Gzip && f.Gzip > 0:
		kept, err := f.kept(".gz")
		return kept, f.Gzip, err
	case form == Brotli && f.Brotli > 0:
		kept, err := f.kept(".br")
		return kept, f.Brotli, err
	case form != Identity:
		return nil, 0, fmt.Errorf("static: %s is not kept as %s", f.Path, form)
	case f.Gzip == 0:
		kept, err := f.kept("")
		return kept, f.Size, err
	}
	kept, err := f.kept(".gz")
	return &inflated{zipped: kept, size: f.Size}, f.Size, err
}

func (f File) kept(suffix string) (io.ReadSeekCloser, error) {
	file, err := embedded.Open("dist/files/" + f.Hash + suffix)
	if err != nil {
		return nil, fmt.Errorf("static: %w", err)
	}
	return file.(io.ReadSeekCloser), nil // an embedded file can seek (package embed)
}

// Licences is the text of the licences of all packages that the browser's files contain.
func Licences() (string, error) {
	if err := Ready(); err != nil {
		return "", err
	}
	file, err := embedded.Open("dist/LICENSES.txt.gz")
	if err != nil {
		return "", fmt.Errorf("static: %w", err)
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return "", fmt.Errorf("static: licences: %w", err)
	}
	text, err := io.ReadAll(unzipped)
	return string(text), err
}

package widgets

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// FileDropper takes large files, which come in chunks while they are read.
type FileDropper struct {
	*models.FileDropper
	state *uploads
}

// uploads are the files that are on their way to one dropper. They belong to the document's turns.
type uploads struct {
	most    int64 // bytes per file
	read    func(context.Context, *Upload) func()
	removed []func(name string)
	open    map[uploadKey]*Upload
}

// uploadKey tells uploads apart: two browsers may send files of one name.
type uploadKey struct {
	view *document.View
	name string
}

const (
	chunkSize   = 1 << 20 // bytes; a message for each
	mostUploads = 16      // at a time
)

// NewFileDropper makes an area to drop files on. It takes files of up to 100 MB, see SetLimit.
func NewFileDropper(label string) FileDropper {
	d := FileDropper{document.New[models.FileDropper](), &uploads{most: 100_000_000, open: map[uploadKey]*Upload{}}}
	d.Title.Set(models.Str(label))
	d.ChunkSize.Set(chunkSize)
	d.Previews.Set([]string{"image"})
	d.SetLimit(d.state.most)
	document.ReadOnly(&d.ChunkSize, &d.MaxFileSize, &d.MaxFiles, &d.MaxTotalFileSize, &d.AcceptedFiletypes, &d.Multiple)
	d.OnEvent("upload_event", d.take)
	d.OnEvent("delete_event", func(e document.Event) {
		name, _ := values(e)["name"].(string)
		for _, f := range d.state.removed {
			f(name)
		}
	})
	return d
}

// SetLimit sets how many bytes a file may have.
func (d FileDropper) SetLimit(bytes int64) {
	d.state.most = bytes
	d.MaxFileSize.Set(document.Some(fmt.Sprintf("%dB", bytes)))
}

// SetAccept says which files are taken: by extension, as in ".csv", or by type, as in "image/*".
func (d FileDropper) SetAccept(kinds ...string) { d.AcceptedFiletypes.Set(kinds) }

// OnFile has f read each file that comes, in a goroutine of its own, from its first byte on while
// others are still on their way. What f returns is run in a turn, and may be nil. Reading past what
// has come waits; the context ends with the session. There is one such function: another call
// replaces it.
//
//	drop.OnFile(func(ctx context.Context, file *widgets.Upload) func() {
//		rows, err := csv.NewReader(file).ReadAll()
//		return func() { table.Show(rows, err) }
//	})
func (d FileDropper) OnFile(f func(ctx context.Context, file *Upload) func()) { d.state.read = f }

// OnRemove calls f when a visitor takes a file back. The returned function does nothing more than
// that.
func (d FileDropper) OnRemove(f func(name string)) { d.state.removed = append(d.state.removed, f) }

// Describe explains the area in a tooltip beside its label.
func (d FileDropper) Describe(text string) { d.Description.Set(models.Str(text)) }

func values(e document.Event) map[string]any {
	data, _ := e.Values["data"].(map[string]any)
	return data
}

// take adds a chunk to its file. A chunk out of order, or one too many, ends the upload.
func (d FileDropper) take(e document.Event) {
	err := d.add(e)
	beside{&d.CSSClasses, &d.CSSVariables}.show(err)
	if err != nil {
		e.Refuse(err)
	}
}

func (d FileDropper) add(e document.Event) error {
	c, err := readChunk(e)
	if err != nil {
		return err
	}
	key := uploadKey{e.View, c.name}
	up := d.state.open[key]
	if c.number == 1 {
		if up, err = d.begin(key, c); err != nil {
			return err
		}
	}
	switch {
	case up == nil:
		return fmt.Errorf("a chunk of %.60q came without its beginning", c.name)
	case c.number != up.chunks+1 || c.of != up.of:
		err = errors.New("the chunks are out of order")
	case up.size+int64(len(c.data)) > d.state.most:
		err = fmt.Errorf("%.60q has more than %d bytes", c.name, d.state.most)
	default:
		err = up.write(c.data)
	}
	if err != nil || c.number == c.of {
		delete(d.state.open, key)
		up.end(err)
	}
	return err
}

// begin makes room for a file and has it read.
func (d FileDropper) begin(key uploadKey, c chunk) (*Upload, error) {
	switch {
	case d.Disabled.Get() || d.state.read == nil || d.Document() == nil:
		return nil, errors.New("nobody waits for files")
	case len(d.state.open) >= mostUploads:
		return nil, fmt.Errorf("%d files are on their way already", mostUploads)
	case !isBelow(c.name):
		return nil, fmt.Errorf("%.60q is no name for a file", c.name)
	case !accepted(c.name, d.AcceptedFiletypes.Get()):
		return nil, fmt.Errorf("files like %.60q are not accepted", c.name)
	}
	if old := d.state.open[key]; old != nil {
		old.end(errors.New("the upload began anew"))
	}
	up, err := newUpload(c)
	if err != nil {
		return nil, err
	}
	d.state.open[key] = up
	read := d.state.read
	d.Document().Go(func(ctx context.Context) func() {
		stop := context.AfterFunc(ctx, func() { up.end(ctx.Err()) })
		defer stop()
		defer up.close()
		return read(ctx, up)
	})
	return up, nil
}

// chunk is a piece of a file, as browsers send it.
type chunk struct {
	name, kind string
	number, of int
	data       []byte
}

func readChunk(e document.Event) (c chunk, err error) {
	v := values(e)
	number, _ := v["chunk"].(float64)
	of, _ := v["total_chunks"].(float64)
	c.name, _ = v["name"].(string)
	c.kind, _ = v["type"].(string)
	c.data, _ = v["data"].([]byte)
	c.number, c.of = int(number), int(of)
	if c.name == "" || number < 1 || of < number || of > math.MaxInt32 || len(c.data) > chunkSize {
		return c, errors.New("that is no chunk of a file")
	}
	return c, nil
}

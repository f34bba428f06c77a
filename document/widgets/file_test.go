package widgets_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/documenttest"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/document/wire"
)

// pick has a browser send a file to a file input, as the front end does.
func pick(b *documenttest.Browser, f FileInput, name, content string) error {
	event := func(attr, value string) string {
		return fmt.Sprintf(`{"kind":"ModelChanged","model":{"id":"ID"},"attr":%q,"new":%q}`, attr, value)
	}
	return b.Send(f, nil, event("value", base64.StdEncoding.EncodeToString([]byte(content))), event("filename", name), event("mime_type", "text/csv"))
}

func TestAFileInputHandsOutFiles(t *testing.T) {
	f := NewFileInput("Data")
	f.SetAccept(".csv")
	f.SetLimit(10)
	var heard [][]File
	f.OnChange(func(files []File) { heard = append(heard, files) })
	b := documenttest.Open(t, f)
	if err := pick(b, f, "a.csv", "x,y\n1,2\n"); err != nil {
		t.Fatal(err)
	}
	if len(heard) != 1 || len(heard[0]) != 1 || heard[0][0].Name != "a.csv" || string(heard[0][0].Data) != "x,y\n1,2\n" {
		t.Errorf("heard %v", heard)
	}
	for _, try := range [][2]string{{"../a.csv", "x"}, {`..\a.csv`, "x"}, {"/etc/a.csv", "x"}, {"C:a.csv", "x"}, {"a.exe", "x"}, {"a.csv", strings.Repeat("x", 20)}} {
		if err := pick(b, f, try[0], try[1]); err == nil {
			t.Errorf("%q was taken", try)
		}
	}
	if err := b.Set(f, "filename", `["a.csv","b.csv"]`); err == nil {
		t.Error("two files were taken")
	}
}

// drop has a browser send a chunk of a file.
func drop(b *documenttest.Browser, f FileDropper, name string, number, of int, content string) error {
	return b.Fire(f, "upload_event", fmt.Sprintf(`"data":{"type":"map","entries":[["chunk",%d],["total_chunks",%d],["name",%q],["type","text/plain"],["data",{"type":"bytes","data":{"id":"b"}}]]}`, number, of, name), wire.Buffer{ID: "b", Data: []byte(content)})
}

func TestAFileDropperStreamsChunks(t *testing.T) {
	f := NewFileDropper("Data")
	got := map[string]string{}
	f.OnFile(func(_ context.Context, file *Upload) func() {
		data, err := io.ReadAll(file)
		return func() { got[file.Name] = fmt.Sprintf("%s %v", data, err) }
	})
	b := documenttest.Open(t, f)
	for i, part := range []string{"one ", "two ", "three"} {
		if err := drop(b, f, "a.txt", i+1, 3, part); err != nil {
			t.Fatal(err)
		}
		if err := drop(b, f, "b.txt", i+1, 3, strings.ToUpper(part)); err != nil {
			t.Fatal(err)
		}
	}
	b.Settle()
	if got["a.txt"] != "one two three <nil>" || got["b.txt"] != "ONE TWO THREE <nil>" {
		t.Errorf("got %q", got)
	}
}

func TestAFileDropperRefusesWhatIsForged(t *testing.T) {
	f := NewFileDropper("Data")
	f.SetLimit(8)
	f.SetAccept(".txt", "image/*")
	var ends []error
	f.OnFile(func(_ context.Context, file *Upload) func() {
		_, err := io.ReadAll(file)
		return func() { ends = append(ends, err) }
	})
	b := documenttest.Open(t, f)
	for _, try := range []struct {
		name       string
		number, of int
		content    string
	}{
		{"a.txt", 2, 2, "without a beginning"}, {"a.txt", 0, 1, "x"}, {"a.txt", 3, 2, "x"}, {"../a.txt", 1, 1, "x"}, {"a.exe", 1, 1, "x"},
		{"a.txt", 1, 1, "too long for it"}, {"", 1, 1, "x"}, {"a.txt", 1, 1, strings.Repeat("x", 2<<20)},
	} {
		if err := drop(b, f, try.name, try.number, try.of, try.content); err == nil {
			t.Errorf("chunk %d of %d of %q was taken", try.number, try.of, try.name)
		}
	}
	if err := errors.Join(drop(b, f, "p.png", 1, 3, "1"), drop(b, f, "p.png", 2, 3, "2")); err != nil {
		t.Fatal(err)
	}
	if err := drop(b, f, "p.png", 2, 3, "2"); err == nil {
		t.Error("a chunk was taken twice")
	}
	b.Settle()
	if len(ends) != 2 || ends[0] == nil || ends[1] == nil {
		t.Errorf("the readers ended with %v", ends)
	}
	if err := b.Fire(f, "upload_event", `"data":7`); err == nil {
		t.Error("an upload of nothing was taken")
	}
}

func TestADownloadIsMadeWhenItIsClicked(t *testing.T) {
	var fail error
	d := NewFileDownload("Save", "a.csv", func() ([]byte, error) { return []byte("x,y"), fail })
	b := documenttest.Open(t, d)
	if told := b.Hears(); strings.Contains(told, "base64") {
		t.Errorf("told %s before the click", told)
	}
	b.Driver.Turn(func() error {
		return b.Driver.Apply(b.View, []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"`+d.ID()+`"},"attr":"clicks","new":1}]}`), nil)
	})
	if told := b.Hears(); !strings.Contains(told, "data:text/csv") || !strings.Contains(told, `"attr":"_transfers","new":1`) {
		t.Errorf("told %s", told)
	}
	b.Turn(func() {})
	if d.Data.Get().Or("") != "" {
		t.Error("a copy of the file stays in memory")
	}
	if err := b.Set(d, "data", `"data:text/html,x"`); err == nil {
		t.Error("a browser changed the file")
	}
	fail = errors.New("the disk is full")
	b.Hears()
	if err := b.Set(d, "clicks", "2"); err != nil {
		t.Fatal(err)
	}
	if told := b.Hears(); !strings.Contains(told, "the disk is full") {
		t.Errorf("told %s", told)
	}
}

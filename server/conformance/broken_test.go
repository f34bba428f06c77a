package conformance

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// raw writes bytes below the websocket, as no library does.
func (k *socket) raw(data ...byte) {
	k.t.Helper()
	_ = k.conn.NetConn().SetWriteDeadline(noDeadline)
	if _, err := k.conn.NetConn().Write(data); err != nil {
		k.t.Fatalf("write: %v", err)
	}
}

// A server that finds a broken frame says so while it may be writing something else.
func TestBrokenFramesAreClosedWhileTheServerWrites(t *testing.T) {
	mask := []byte{0, 0, 0, 0}
	huge := binary.BigEndian.AppendUint64([]byte{0x81, 0xff}, 1<<62)
	const text, protocol, tooBig = 0x81, 1002, 1009
	for _, c := range []struct {
		what string
		code int
		data []byte
	}{
		{"reserved bits", protocol, append([]byte{text | 0x70, 0x80}, mask...)},
		{"unknown opcode", protocol, append([]byte{0x83, 0x80}, mask...)},
		{"no mask", protocol, []byte{text, 0x02, '{', '}'}},
		{"continuation of nothing", protocol, append([]byte{0x80, 0x80}, mask...)},
		{"fragmented ping", protocol, append([]byte{0x09, 0x80}, mask...)},
		{"long ping", protocol, append([]byte{0x89, 0xfe, 0x01, 0x00}, mask...)},
		{"close code that is none", protocol, append(append([]byte{0x88, 0x82}, mask...), 0, 5)},
		{"4 EiB", tooBig, append(huge, mask...)},
		{"a new message inside another", protocol, append(append([]byte{0x01, 0x80}, mask...), append([]byte{0x01, 0x80}, mask...)...)},
	} {
		t.Run(strings.ReplaceAll(c.what, " ", "-"), func(t *testing.T) {
			app := keep(desk)
			s := serve(t, only(app.open))
			k, _ := s.open("/app")
			var again func()
			n := 0.0
			again = func() {
				n++
				find[*models.ColumnDataSource](app.last(), "source").Data.Set(doc.Data{"x": []float64{n}})
				if n < 500 {
					app.last().Next(again)
				}
			}
			app.act(func(*panelgo.Document) { again() })
			k.read()
			k.raw(c.data...)
			if code, _ := k.closed(); code != c.code {
				t.Errorf("closed with %d, want %d", code, c.code)
			}
			eventually(t, "the app is done", func() (done bool) {
				app.act(func(*panelgo.Document) { done = n == 500 })
				return done
			})
		})
	}
}

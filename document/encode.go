package document

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document/wire"
)

// encoder writes values as the front end reads them. Models that the view has are written as
// references, others in full.
type encoder struct {
	buf     []byte
	view    uint64 // bit of the view that this is for
	serial  uint32 // of the flush, to tell what it sent in full
	inline  bool   // bytes go into the text, gzipped; otherwise into buffers of their own
	buffers []wire.Buffer
}

func (e *encoder) raw(s string) *encoder { e.buf = append(e.buf, s...); return e }

func (e *encoder) comma(i int) *encoder {
	if i > 0 {
		e.buf = append(e.buf, ',')
	}
	return e
}

func (e *encoder) int(n int64) {
	if n > maxSafe || n < -maxSafe {
		e.float(float64(n))
		return
	}
	e.buf = strconv.AppendInt(e.buf, n, 10)
}

func (e *encoder) uint(n uint64) {
	if n > maxSafe {
		e.float(float64(n))
		return
	}
	e.buf = strconv.AppendUint(e.buf, n, 10)
}

// maxSafe is the largest whole number up to which JavaScript tells neighbours apart.
const maxSafe = 1<<53 - 1

func (e *encoder) float(f float64) {
	switch {
	case f == math.Trunc(f) && math.Abs(f) <= maxSafe && !(f == 0 && math.Signbit(f)):
		e.buf = strconv.AppendInt(e.buf, int64(f), 10)
	case math.IsNaN(f):
		e.raw(`{"type":"number","value":"nan"}`)
	case math.IsInf(f, 1):
		e.raw(`{"type":"number","value":"+inf"}`)
	case math.IsInf(f, -1):
		e.raw(`{"type":"number","value":"-inf"}`)
	default:
		e.buf = strconv.AppendFloat(e.buf, f, 'g', -1, 64)
	}
}

const hexDigits = "0123456789abcdef"

// text writes a JSON string. Invalid UTF-8 becomes U+FFFD.
func (e *encoder) text(s string) *encoder {
	b := append(e.buf, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += size
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		start = i
	}
	e.buf = append(append(b, s[start:]...), '"')
	return e
}

func (e *encoder) openMap(n int) {
	if n == 0 {
		e.raw(`{"type":"map"`)
	} else {
		e.raw(`{"type":"map","entries":[`)
	}
}

func (e *encoder) closeMap(n int) {
	if n > 0 {
		e.raw("]")
	}
	e.raw("}")
}

// bytes writes raw bytes: a reference to a buffer, or inline as gzip in base64.
func (e *encoder) bytes(data []byte) {
	e.raw(`{"type":"bytes","data":`)
	if e.inline {
		e.raw(`"`)
		e.buf = appendZipped(e.buf, data)
		e.raw(`"}`)
		return
	}
	id := "b" + strconv.Itoa(len(e.buffers))
	e.buffers = append(e.buffers, wire.Buffer{ID: id, Data: data})
	e.raw(`{"id":"`).raw(id).raw(`"}}`)
}

func (e *encoder) array(a *Array) {
	if a == nil {
		e.raw("null")
		return
	}
	if a.Shape == nil {
		e.raw(`{"type":"typed_array","array":`)
	} else {
		e.raw(`{"type":"ndarray","array":`)
	}
	if a.DType == Object {
		e.any(a.Items)
	} else {
		e.bytes(a.Data)
	}
	e.raw(`,"dtype":"`).raw(string(a.DType)).raw(`","order":"little"`)
	if a.Shape != nil {
		e.raw(`,"shape":[`)
		for i, n := range a.Shape {
			e.comma(i).int(int64(n))
		}
		e.raw("]")
	}
	e.raw("}")
}

// any writes a value by the type it has at run time.
func (e *encoder) any(x any) {
	switch x := x.(type) {
	case nil:
		e.raw("null")
	case string:
		e.text(x)
	case float64:
		e.float(x)
	case int:
		e.int(int64(x))
	case time.Time:
		e.float(millis(x))
	case Model:
		e.model(x)
	case []any:
		e.raw("[")
		for i, v := range x {
			e.comma(i)
			e.any(v)
		}
		e.raw("]")
	default:
		v := reflect.ValueOf(x)
		if v.Kind() == reflect.Pointer && v.IsNil() {
			e.raw("null")
			return
		}
		codecOf(v.Type()).encode(e, v)
	}
}

// zippers make the gzip form of bytes. Small arrays are stored, not squeezed: that costs a
// checksum, and the page comes sooner.
var (
	squeezers = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed); return w }}
	zipped    = sync.Pool{New: func() any { return new(bytes.Buffer) }}
)

const squeezeFrom = 16 << 10 // bytes

func appendZipped(b, data []byte) []byte {
	if len(data) < squeezeFrom {
		return base64.StdEncoding.AppendEncode(b, storedGzip(data))
	}
	out := zipped.Get().(*bytes.Buffer)
	defer zipped.Put(out)
	out.Reset()
	w := squeezers.Get().(*gzip.Writer)
	defer squeezers.Put(w)
	w.Reset(out)
	w.Write(data) // a bytes.Buffer takes everything
	w.Close()
	return base64.StdEncoding.AppendEncode(b, out.Bytes())
}

// sortedKeys gives map entries one order, so that equal documents are equal texts.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if a.Kind() == reflect.String && b.Kind() == reflect.String {
			return cmp.Compare(a.String(), b.String())
		}
		return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
	})
	return keys
}

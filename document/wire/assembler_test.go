package wire_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

const patch = `{"msgid":"m","msgtype":"PATCH-DOC"}`

func patchWith(buffers int) wire.Frame {
	return text(fmt.Sprintf(`{"msgid":"m","msgtype":"PATCH-DOC","num_buffers":%d}`, buffers))
}

// Conformance case 19: what closes the connection, and with which code.
func TestViolationsAreRefused(t *testing.T) {
	long := strings.Repeat("x", 70<<10)
	deep := strings.Repeat(`{"a":`, 20000) + "1" + strings.Repeat("}", 20000)
	for name, c := range map[string]struct {
		frames []wire.Frame
		code   int
		reason string
	}{
		"header is no JSON":             {[]wire.Frame{text(`{"msgid"`)}, 1008, "header is not a JSON object"},
		"header is empty":               {[]wire.Frame{text(``)}, 1008, "header is not a JSON object"},
		"header is a list":              {[]wire.Frame{text(`[1]`)}, 1008, "header is not a JSON object"},
		"header has something after it": {[]wire.Frame{text(patch + `1`)}, 1008, "header is not a JSON object"},
		"header is not UTF-8":           {[]wire.Frame{text("{\"msgid\":\"\xff\",\"msgtype\":\"PATCH-DOC\"}")}, 1008, "header is not a JSON object"},
		"header is binary":              {[]wire.Frame{binary(patch)}, 1008, "binary frame where text belongs"},
		"header is long":                {[]wire.Frame{text(`{"x":"` + long + `"}`)}, 1009, "header is too big"},
		"header nests too deep":         {[]wire.Frame{text(deep[:60<<10])}, 1008, "header is not a JSON object"},
		"msgtype is missing":            {[]wire.Frame{text(`{"msgid":"m"}`)}, 1008, "header has no msgtype"},
		"msgtype is a number":           {[]wire.Frame{text(`{"msgid":"m","msgtype":5}`)}, 1008, "msgtype is not a string"},
		"msgtype is unknown":            {[]wire.Frame{text(`{"msgid":"m","msgtype":"PATCH-DOX"}`)}, 1008, "message type is unknown"},
		"msgtype is empty":              {[]wire.Frame{text(`{"msgid":"m","msgtype":""}`)}, 1008, "message type is unknown"},
		"ACK from a client":             {[]wire.Frame{text(`{"msgid":"m","msgtype":"ACK"}`)}, 1008, "not expected here: ACK"},
		"OK from a client":              {[]wire.Frame{text(`{"msgid":"m","msgtype":"OK","reqid":"s1"}`)}, 1008, "not expected here: OK"},
		"ERROR from a client":           {[]wire.Frame{text(`{"msgid":"m","msgtype":"ERROR"}`)}, 1008, "not expected here: ERROR"},
		"PULL-DOC-REPLY from a client":  {[]wire.Frame{text(`{"msgid":"m","msgtype":"PULL-DOC-REPLY"}`)}, 1008, "not expected here: PULL-DOC-REPLY"},
		"msgid is missing":              {[]wire.Frame{text(`{"msgtype":"PATCH-DOC"}`)}, 1008, "header has no msgid"},
		"msgid is null":                 {[]wire.Frame{text(`{"msgid":null,"msgtype":"PATCH-DOC"}`)}, 1008, "message id is neither string nor number"},
		"msgid is an object":            {[]wire.Frame{text(`{"msgid":{"a":[1]},"msgtype":"PATCH-DOC"}`)}, 1008, "message id is neither string nor number"},
		"msgid is long":                 {[]wire.Frame{text(`{"msgid":"` + long[:300] + `","msgtype":"PATCH-DOC"}`)}, 1009, "message id is too long"},
		"num_buffers is negative":       {[]wire.Frame{patchWith(-1)}, 1008, "num_buffers is not a count"},
		"num_buffers is a string":       {[]wire.Frame{text(`{"msgid":"m","msgtype":"PATCH-DOC","num_buffers":"1"}`)}, 1008, "num_buffers is not a count"},
		"num_buffers is a fraction":     {[]wire.Frame{text(`{"msgid":"m","msgtype":"PATCH-DOC","num_buffers":1.5}`)}, 1008, "num_buffers is not a count"},
		"num_buffers is huge":           {[]wire.Frame{patchWith(1 << 40)}, 1009, "message has too many buffers"},
		"metadata is no JSON":           {[]wire.Frame{text(patch), text(`{`)}, 1008, "metadata is not a JSON object"},
		"metadata is null":              {[]wire.Frame{text(patch), text(`null`)}, 1008, "metadata is not a JSON object"},
		"metadata is binary":            {[]wire.Frame{text(patch), binary(`{}`)}, 1008, "binary frame where text belongs"},
		"metadata is long":              {[]wire.Frame{text(patch), text(`{"x":"` + long + `"}`)}, 1009, "header is too big"},
		"content is no JSON":            {[]wire.Frame{text(patch), text(`{}`), text(`{"events":[NaN]}`)}, 1008, "content is not a JSON object"},
		"content is null":               {[]wire.Frame{text(patch), text(`{}`), text(`null`)}, 1008, "content is not a JSON object"},
		"content is binary":             {[]wire.Frame{text(patch), text(`{}`), binary(`{}`)}, 1008, "binary frame where text belongs"},
		"content nests too deep":        {[]wire.Frame{text(patch), text(`{}`), text(deep)}, 1008, "content is not a JSON object"},
		"content is over 20 MiB":        {[]wire.Frame{text(patch), text(`{}`), text(`{}` + strings.Repeat(" ", 20<<20-1))}, 1009, "frame is too big"},
		"buffer header is no JSON":      {[]wire.Frame{patchWith(1), text(`{}`), text(`{}`), text(`b1`)}, 1008, "buffer header is not a JSON object"},
		"buffer header has more keys":   {[]wire.Frame{patchWith(1), text(`{}`), text(`{}`), text(`{"id":"b1","x":1}`)}, 1008, "buffer header is not a string called id"},
		"buffer header has two ids":     {[]wire.Frame{patchWith(1), text(`{}`), text(`{}`), text(`{"id":"b1","id":"b2"}`)}, 1008, "buffer header is not a string called id"},
		"buffer header has a number":    {[]wire.Frame{patchWith(1), text(`{}`), text(`{}`), text(`{"id":1}`)}, 1008, "buffer header is not a string called id"},
		"buffer header is empty":        {[]wire.Frame{patchWith(1), text(`{}`), text(`{}`), text(`{}`)}, 1008, "buffer header has no id"},
		"buffer header is binary":       {[]wire.Frame{patchWith(1), text(`{}`), text(`{}`), binary(`{"id":"b1"}`)}, 1008, "binary frame where text belongs"},
		"buffer is text":                {[]wire.Frame{patchWith(1), text(`{}`), text(`{}`), text(`{"id":"b1"}`), text(`xyz`)}, 1008, "text frame where a buffer's bytes belong"},
		"two buffers, one id":           {[]wire.Frame{patchWith(2), text(`{}`), text(`{}`), text(`{"id":"b1"}`), binary(`1`), text(`{"id":"\u00621"}`)}, 1008, "two buffers have the same id"},
	} {
		t.Run(name, func(t *testing.T) {
			a := wire.Assembler{Accept: wire.Type.FromClient}
			m, err := add(t, &a, c.frames...)
			var refused *wire.ProtocolError
			if m != nil || !errors.As(err, &refused) {
				t.Fatalf("not refused: %v, %v", m, err)
			}
			if refused.Code != c.code || refused.Reason != c.reason {
				t.Errorf("refused with %d %q, want %d %q", refused.Code, refused.Reason, c.code, c.reason)
			}
			if len(refused.Reason) > 123 {
				t.Error("the reason does not fit in a close frame")
			}
			if _, again := a.Add(text(patch)); again != err {
				t.Errorf("then %v: a refused connection stays refused", again)
			}
		})
	}
}

// Conformance cases 17 and 18: what has to be taken.
func TestPeculiaritiesAreTolerated(t *testing.T) {
	for name, frames := range map[string][]wire.Frame{
		"space anywhere":             {text(" {\n\t\"msgid\" : \"m\" ,\r\"msgtype\" : \"PATCH-DOC\" } "), text(` { } `), text(` {"events": [ ]} `)},
		"members nobody knows":       {text(`{"x":{"msgid":[1,"}"]},"msgid":"m","y":"a\"b\\","msgtype":"PATCH-DOC","z":[[],{}],"t":true}`), text(`{}`), text(`{}`)},
		"escapes in a key":           {text(`{"msg\u0069d":"m","msgtype":"PATCH\u002dDOC"}`), text(`{}`), text(`{}`)},
		"metadata of a notebook":     {text(patch), text(`{"use_buffers":true}`), text(`{}`)},
		"num_buffers of 0":           {patchWith(0), text(`{}`), text(`{}`)},
		"reqid of null":              {text(`{"msgid":"m","reqid":null,"msgtype":"PATCH-DOC"}`), text(`{}`), text(`{}`)},
		"content of exactly 20 MiB":  {text(patch), text(`{}`), text(`{}` + strings.Repeat(" ", 20<<20-2))},
		"a buffer of no bytes":       {patchWith(1), text(`{}`), text(`{}`), text(`{"id": "b1"}`), binary(``)},
		"a buffer with an empty id":  {patchWith(1), text(`{}`), text(`{}`), text(`{"id":""}`), binary(`1`)},
		"a buffer nobody refers to":  {patchWith(1), text(`{}`), text(`{}`), text(`{"id":"0"}`), binary(`1`)},
		"the largest count of bytes": {patchWith(3), text(`{}`), text(`{}`), text(`{"id":"0"}`), binary(strings.Repeat("x", 20<<20)), text(`{"id":"1"}`), binary(strings.Repeat("x", 20<<20)), text(`{"id":"2"}`), binary(strings.Repeat("x", 20<<20))},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := add(t, &wire.Assembler{Accept: wire.Type.FromClient}, frames...)
			if err != nil || m == nil {
				t.Fatalf("refused: %v, %v", m, err)
			}
			if m.ID != `"m"` || m.Type != wire.PatchDoc || m.ReplyTo != "" {
				t.Errorf("got %s %s to %q", m.Type, m.ID, m.ReplyTo)
			}
			if len(m.Buffers) != (len(frames)-3)/2 {
				t.Errorf("%d buffers", len(m.Buffers))
			}
		})
	}
}

func TestMessageOfManyFramesIsBounded(t *testing.T) {
	a := wire.Assembler{Limits: wire.Limits{Frame: 100, Message: 250}}
	frames := []wire.Frame{
		patchWith(9), text(`{}`), text(`{}`),
		text(`{"id":"0"}`), binary(strings.Repeat("x", 90)),
		text(`{"id":"1"}`), binary(strings.Repeat("x", 90)),
	}
	_, err := add(t, &a, frames...)
	var refused *wire.ProtocolError
	if !errors.As(err, &refused) || refused.Code != wire.CloseTooBig || refused.Reason != "message is too big" {
		t.Fatal(err)
	}
}

func TestLimitsCountPerMessage(t *testing.T) {
	a := wire.Assembler{Limits: wire.Limits{Message: 60}}
	for range 10 {
		if m, err := add(t, &a, text(patch), text(`{}`), text(`{}`)); err != nil || m == nil {
			t.Fatal(m, err)
		}
	}
}

// Conformance case 20.
func TestReplyCarriesTheRequestsIDUnchanged(t *testing.T) {
	for _, id := range []string{`"036D0F4668A94B4F921D5CBF04D691B6"`, `7`, `-1.50e+3`, `12345678901234567890`, `"a\u0022\\é"`, `""`} {
		m, err := add(t, &wire.Assembler{}, text(`{"msgid":`+id+`,"msgtype":"PULL-DOC-REQ"}`), text(`{}`), text(`{}`))
		if err != nil || m == nil {
			t.Fatal(id, err)
		}
		for frame := range wire.NewOK(m.ID).Frames() {
			if !strings.Contains(string(frame.Data), `"reqid":`+id+`}`) {
				t.Errorf("%s: header %s", id, frame.Data)
			}
			break
		}
	}
}

func TestWhoSendsWhat(t *testing.T) {
	for kind, want := range map[wire.Type]struct{ client, server bool }{
		wire.Ack:             {false, true},
		wire.PullDocReq:      {true, false},
		wire.PullDocReply:    {false, true},
		wire.PushDoc:         {true, false},
		wire.PatchDoc:        {true, true},
		wire.OK:              {false, true},
		wire.Error:           {false, true},
		wire.ServerInfoReq:   {true, false},
		wire.ServerInfoReply: {false, true},
		"SOMETHING":          {false, false},
	} {
		if kind.FromClient() != want.client || kind.FromServer() != want.server {
			t.Errorf("%s: client %v, server %v", kind, kind.FromClient(), kind.FromServer())
		}
	}
}

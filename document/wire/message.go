package wire

import (
	"strconv"
	"sync/atomic"
)

// BokehVersion is the version of BokehJS that documents are made for. Browsers
// compare it with their own.
const BokehVersion = "3.9.2"

// Type names what a message asks or tells.
type Type string

// The types of Bokeh's protocol.
const (
	Ack             Type = "ACK"
	PullDocReq      Type = "PULL-DOC-REQ"
	PullDocReply    Type = "PULL-DOC-REPLY"
	PushDoc         Type = "PUSH-DOC"
	PatchDoc        Type = "PATCH-DOC"
	OK              Type = "OK"
	Error           Type = "ERROR"
	ServerInfoReq   Type = "SERVER-INFO-REQ"
	ServerInfoReply Type = "SERVER-INFO-REPLY"
)

var types = [...]Type{Ack, PullDocReq, PullDocReply, PushDoc, PatchDoc, OK, Error, ServerInfoReq, ServerInfoReply}

// FromClient tells whether a client may send a message of this type.
func (t Type) FromClient() bool {
	switch t {
	case PullDocReq, PushDoc, PatchDoc, ServerInfoReq:
		return true
	}
	return false
}

// FromServer tells whether a server may send a message of this type.
func (t Type) FromServer() bool {
	switch t {
	case Ack, PullDocReply, PatchDoc, OK, Error, ServerInfoReply:
		return true
	}
	return false
}

// ID is a message's id as it stands in JSON: a quoted string or a number. It is
// opaque and goes back unchanged in the reply.
type ID string

var lastID atomic.Uint64

// NewID returns an id that this process has not used before.
func NewID() ID {
	text := make([]byte, 0, 24)
	text = append(text, '"', 's')
	text = strconv.AppendUint(text, lastID.Add(1), 10)
	return ID(append(text, '"'))
}

// Message is one message of Bokeh's protocol.
type Message struct {
	ID      ID
	Type    Type
	ReplyTo ID     // on replies: the request's ID
	Content []byte // a JSON object
	Buffers []Buffer
}

// Buffer is binary data to which the content refers by ID.
type Buffer struct {
	ID   string
	Data []byte
}

var (
	empty      = []byte(`{}`)
	serverInfo = []byte(`{"version_info":{"bokeh":"` + BokehVersion + `","server":"` + BokehVersion + `"}}`)
)

// NewAck returns the message that a server sends first.
func NewAck() *Message { return &Message{ID: NewID(), Type: Ack, Content: empty} }

// NewOK returns the answer to a request that succeeded.
func NewOK(to ID) *Message { return reply(OK, to, empty) }

// NewError returns the answer to a request that failed. The text is shown to
// whoever sent the request.
func NewError(to ID, text string) *Message {
	content := make([]byte, 0, len(text)+32)
	content = append(content, `{"text":`...)
	content = appendString(content, text)
	// bokeh.client indexes this key unconditionally.
	content = append(content, `,"traceback":null}`...)
	return reply(Error, to, content)
}

// NewRefusal returns an ERROR for a PATCH-DOC of which an event was refused. Beside what others
// read it has what panelgo's page needs to put back what was refused, and to send again what came
// after it: which event that was, and whether those before it were not taken either. What is said
// is fit for a visitor; it may be empty.
func NewRefusal(to ID, text, said string, event int, whole bool) *Message {
	content := appendString([]byte(`{"text":`), text)
	content = appendString(append(content, `,"traceback":null,"panelgo":{"said":`...), said)
	content = strconv.AppendInt(append(content, `,"event":`...), int64(event), 10)
	content = strconv.AppendBool(append(content, `,"whole":`...), whole)
	return reply(Error, to, append(content, "}}"...))
}

// NewFailure returns an ERROR for a message that made the program panic, at the given event of a
// PATCH-DOC. The details are for the page of an author; they may be empty.
func NewFailure(to ID, text, details string, event int) *Message {
	content := appendString([]byte(`{"text":`), text)
	content = appendString(append(content, `,"traceback":null,"panelgo":{"failed":true,"details":`...), details)
	content = strconv.AppendInt(append(content, `,"event":`...), int64(event), 10)
	return reply(Error, to, append(content, "}}"...))
}

// NewPullDocReply returns the answer to PULL-DOC-REQ; doc is the document's JSON.
func NewPullDocReply(to ID, doc []byte) *Message { return reply(PullDocReply, to, wrapDoc(doc)) }

// NewServerInfoReply returns the answer to SERVER-INFO-REQ.
func NewServerInfoReply(to ID) *Message { return reply(ServerInfoReply, to, serverInfo) }

// NewPatchDoc returns a PATCH-DOC, in either direction. The content is
// {"events":[…]}, the buffers are those that it refers to.
func NewPatchDoc(content []byte, buffers []Buffer) *Message {
	return &Message{ID: NewID(), Type: PatchDoc, Content: content, Buffers: buffers}
}

// NewPullDocReq returns a client's request for the document.
func NewPullDocReq() *Message { return &Message{ID: NewID(), Type: PullDocReq, Content: empty} }

// NewPushDoc returns a client's request to replace the document by doc, its JSON.
func NewPushDoc(doc []byte, buffers []Buffer) *Message {
	return &Message{ID: NewID(), Type: PushDoc, Content: wrapDoc(doc), Buffers: buffers}
}

// NewServerInfoReq returns a client's question for the server's versions.
func NewServerInfoReq() *Message { return &Message{ID: NewID(), Type: ServerInfoReq, Content: empty} }

func reply(t Type, to ID, content []byte) *Message {
	return &Message{ID: NewID(), Type: t, ReplyTo: to, Content: content}
}

func wrapDoc(doc []byte) []byte {
	content := make([]byte, 0, len(doc)+8)
	content = append(content, `{"doc":`...)
	content = append(content, doc...)
	return append(content, '}')
}

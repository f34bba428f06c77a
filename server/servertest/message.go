package servertest

import (
	"encoding/json"
	"fmt"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/document/wire"
)

// read takes what the server sends until the connection ends.
func (tab *Tab) read(conn *websocket.Conn, done chan struct{}) {
	defer close(done)
	assembler := wire.Assembler{Accept: wire.Type.FromServer}
	for {
		kind, data, err := conn.ReadMessage()
		var m *wire.Message
		if err == nil {
			m, err = assembler.Add(wire.Frame{Binary: kind == websocket.BinaryMessage, Data: data})
		}
		tab.mu.Lock()
		if err == nil && m != nil {
			err = tab.take(m)
		}
		if err != nil {
			tab.lost = err
		}
		tab.tell()
		tab.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// take handles one message; mu is held. What a browser would stumble over is an error.
func (tab *Tab) take(m *wire.Message) error {
	if !tab.acked {
		if m.Type != wire.Ack {
			return fmt.Errorf("servertest: got %s before ACK", m.Type)
		}
		tab.acked = true
		return nil
	}
	if m.ReplyTo != "" {
		if _, wanted := tab.replies[m.ReplyTo]; !wanted {
			return fmt.Errorf("servertest: %s answers %s, which nobody asked", m.Type, m.ReplyTo)
		}
		tab.replies[m.ReplyTo] = m
		if m.Type == wire.PullDocReply {
			return tab.replace(m)
		}
		return nil
	}
	if m.Type != wire.PatchDoc {
		return fmt.Errorf("servertest: got %s unasked", m.Type)
	}
	if tab.doc == nil {
		return fmt.Errorf("servertest: got a patch before the document")
	}
	return tab.patch(m)
}

// replace takes the document of a PULL-DOC-REPLY: later patches may follow at once.
func (tab *Tab) replace(m *wire.Message) error {
	var content struct{ Doc json.RawMessage }
	if err := json.Unmarshal(m.Content, &content); err != nil {
		return err
	}
	doc, err := decodeDoc(content.Doc)
	if err != nil {
		return fmt.Errorf("servertest: the document: %w", err)
	}
	tab.doc = doc
	return nil
}

// Ask sends a message and returns the server's reply.
func (tab *Tab) Ask(m *wire.Message) (*wire.Message, error) {
	if m.ID == "" {
		m.ID = wire.NewID()
	}
	tab.mu.Lock()
	tab.replies[m.ID] = nil
	tab.mu.Unlock()
	for frame := range m.Frames() {
		kind := websocket.TextMessage
		if frame.Binary {
			kind = websocket.BinaryMessage
		}
		if err := tab.conn.WriteMessage(kind, frame.Data); err != nil {
			return nil, err
		}
	}
	var reply *wire.Message
	err := tab.wait("the reply to "+string(m.Type), func() bool { reply = tab.replies[m.ID]; return reply != nil })
	tab.mu.Lock()
	delete(tab.replies, m.ID)
	tab.mu.Unlock()
	return reply, err
}

// Write sends a raw frame, for tests of what no browser would send.
func (tab *Tab) Write(binary bool, data string) {
	tab.t.Helper()
	kind := websocket.TextMessage
	if binary {
		kind = websocket.BinaryMessage
	}
	if err := tab.conn.WriteMessage(kind, []byte(data)); err != nil {
		tab.t.Fatalf("servertest: %v", err)
	}
}

func (tab *Tab) pull() error {
	reply, err := tab.Ask(wire.NewPullDocReq())
	if err != nil {
		return err
	}
	if reply.Type != wire.PullDocReply {
		return fmt.Errorf("got %s where the document was due: %s", reply.Type, reply.Content)
	}
	return nil
}

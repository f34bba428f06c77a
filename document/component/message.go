package component

import (
	"encoding/json"
	"fmt"

	"github.com/panelgo/panelgo/document"
)

// component is one of the front end's models for modules.
type component interface {
	document.Model
	Document() *document.Document
	OnEvent(name string, f func(document.Event)) (stop func())
}

// Link is a component's connection with its module: the state that both share, and messages.
type Link[S any] struct {
	// State is what the module knows as model.data: properties set on either side are heard of on
	// the other. A browser can send what it likes: have [document.Check] judge what must not be.
	State *S

	model   component
	wrapped bool // messages are in an object, with their buffers beside
}

// Send has every browser's module get a message, with model.on("msg:custom", …). What travels is
// what encoding/json makes of it; it panics at what that cannot write. Widgets for notebooks get
// the buffers as a second argument, a list of DataView; other modules get none.
func (l *Link[S]) Send(message any, buffers ...[]byte) {
	data := travelling(message)
	if l.wrapped {
		list := make([]any, len(buffers))
		for i, b := range buffers {
			list[i] = b
		}
		data = map[string]any{"content": data, "buffers": list}
	} else if len(buffers) > 0 {
		panic("component: only widgets for notebooks take buffers; put the bytes into a property of type []byte, or into the message")
	}
	document.Send(l.model, "esm_event", map[string]any{"data": data})
}

// travelling turns a value into the plain ones that JSON has.
func travelling(message any) (plain any) {
	text, err := json.Marshal(message)
	if err == nil {
		err = json.Unmarshal(text, &plain)
	}
	if err != nil {
		panic(fmt.Sprintf("component: %T cannot be sent: %v", message, err))
	}
	return plain
}

// Receiver is a component whose module can send messages: any of this package.
type Receiver interface {
	receive(f func(content any, buffers [][]byte) error) (stop func())
}

// OnMessage calls f in a turn for each message that a module sends: model.send_msg(…), or
// model.send(…) in a widget for notebooks. A message that does not fit M, as encoding/json reads
// it, is refused. Calling stop ends that.
func OnMessage[M any](c Receiver, f func(M)) (stop func()) {
	return OnBuffers(c, func(m M, _ [][]byte) { f(m) })
}

// OnBuffers is OnMessage with the buffers that a widget for notebooks sends along.
func OnBuffers[M any](c Receiver, f func(message M, buffers [][]byte)) (stop func()) {
	return c.receive(func(content any, buffers [][]byte) error {
		m, err := read[M](content)
		if err == nil {
			f(m, buffers)
		}
		return err
	})
}

// read takes a message as encoding/json does.
func read[M any](content any) (m M, err error) {
	text, err := json.Marshal(content)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		return m, fmt.Errorf("the message is not a %T: %w", m, err)
	}
	return m, nil
}

func (l *Link[S]) receive(f func(content any, buffers [][]byte) error) (stop func()) {
	return l.model.OnEvent("data_event", func(e document.Event) {
		content, buffers := e.Values["data"], [][]byte(nil)
		if l.wrapped {
			var err error
			if content, buffers, err = unwrap(content); err != nil {
				e.Refuse(err)
				return
			}
		}
		if err := f(content, buffers); err != nil {
			e.Refuse(err)
		}
	})
}

// unwrap takes a message apart that static/own/esm.js has put together.
func unwrap(data any) (content any, buffers [][]byte, err error) {
	object, ok := data.(map[string]any)
	list, isList := object["buffers"].([]any)
	if !ok || object["buffers"] != nil && !isList {
		return nil, nil, fmt.Errorf("a message has content and buffers, not a %T", data)
	}
	for _, b := range list {
		bytes, ok := b.([]byte)
		if !ok {
			return nil, nil, fmt.Errorf("a buffer is bytes, not a %T", b)
		}
		buffers = append(buffers, bytes)
	}
	return object["content"], buffers, nil
}

// maxFailures is how many failures of one component a session logs: they come from browsers, which
// may say anything.
const maxFailures = 20

// logFailures writes what a module fails with, as static/own/esm.js tells it, to the session's log.
func logFailures(model component, name string) {
	n := 0
	model.OnEvent("esm_error", func(e document.Event) {
		message, _ := e.Values["message"].(string)
		line, _ := e.Values["line"].(float64)
		column, _ := e.Values["column"].(float64)
		if doc := model.Document(); doc != nil && n < maxFailures {
			doc.Log().Error("a component failed in the browser", "at", fmt.Sprintf("%s:%.0f:%.0f", name, line, column), "err", fmt.Sprintf("%.1000s", message))
			n++
		}
	})
}

package document

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

// A page that was refused asks what stands there, and it alone is told, also of what was never set.
func TestAPageIsToldAgainWhatStands(t *testing.T) {
	s := New[slider]()
	s.Value.Set(4)
	d, v := opened(t, s)
	other, err := d.Join()
	if err != nil {
		t.Fatal(err)
	}
	d.Pull(other)
	for attr, want := range map[string]string{"value": "4", "title": `""`} {
		told := map[*View]string{}
		turn(t, d, func() {
			ask := `{"events":[{"kind":"MessageSent","msg_type":"panelgo_back","msg_data":{"model":"` + s.ID() + `","attr":"` + attr + `"}}]}`
			if err := d.Apply(v, []byte(ask), nil); err != nil {
				t.Error(err)
			}
			d.Flush(func(v *View, content []byte, _ []wire.Buffer) { told[v] = string(content) })
		})
		if !strings.Contains(told[v], `"attr":"`+attr+`","new":`+want) || told[other] != "" {
			t.Errorf("%s: the page was told %s, the other %s", attr, told[v], told[other])
		}
	}
	for _, nonsense := range []string{`null`, `5`, `{"model":"nobody","attr":"value"}`, `{"model":"` + s.ID() + `","attr":"nothing"}`} {
		turn(t, d, func() {
			if err := d.Apply(v, []byte(`{"events":[{"kind":"MessageSent","msg_type":"panelgo_back","msg_data":`+nonsense+`}]}`), nil); err != nil {
				t.Errorf("%s: %v", nonsense, err)
			}
			d.Flush(func(_ *View, content []byte, _ []wire.Buffer) { t.Errorf("%s: told %s", nonsense, content) })
		})
	}
}

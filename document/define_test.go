package document

import (
	"strings"
	"testing"
)

type point struct {
	Base `bokeh:"test.Point" extends:"Model"`
	X    Prop[float64] `bokeh:"x" default:"3"`
}

type otherPoint struct {
	Base `bokeh:"test.Point" extends:"Model"`
	Y    Prop[float64] `bokeh:"y"`
}

type orphan struct {
	Base `bokeh:"test.Orphan" extends:"test.Nobody"`
}

const pointDefinition = `{"type":"model","name":"test.Point","properties":[{"name":"x","kind":"Any","default":3}]}`

func TestALateDefinitionComesOnceAndBeforeItsModels(t *testing.T) {
	box := New[column]()
	d, first := opened(t, box)
	turn(t, d, func() { box.Children.Set([]Model{New[point]()}) })
	said := heard(d)[first]
	definition, use := strings.Index(said, `"msg_type":"definition","msg_data":`+pointDefinition), strings.Index(said, `"attr":"children"`)
	if definition < 0 || use < definition {
		t.Errorf("the first browser heard %s", said)
	}

	turn(t, d, func() { box.Children.Set([]Model{New[point](), New[point]()}); d.Document().Define(New[point]()) })
	if said := heard(d)[first]; strings.Contains(said, "definition") {
		t.Errorf("then it heard %s", said)
	}
	turn(t, d, func() {
		later, err := d.Join()
		if err != nil {
			t.Fatal(err)
		}
		if pulled := string(d.Pull(later)); strings.Count(pulled, pointDefinition) != 1 {
			t.Errorf("a later browser pulled %s", pulled)
		}
	})
}

func TestDefinitionsThatNoBrowserCanMakePanic(t *testing.T) {
	d, _ := opened(t)
	turn(t, d, func() { d.Document().Define(New[point]()) })
	for want, m := range map[string]Model{"give one another name": New[otherPoint](), "which the front end does not have": New[orphan]()} {
		turn(t, d, func() {
			defer func() {
				if said, _ := recover().(string); !strings.Contains(said, want) {
					t.Errorf("it says %q, not that %s", said, want)
				}
			}()
			d.Document().Define(m)
		})
	}
}

package widgets

import (
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Complain shows below a component what is wrong with it, in the way of a field that has refused a
// value; nil takes that away. It is for what only the program can judge, such as two fields that do
// not go together.
func Complain(about models.UIElement, err error) {
	v := reflect.Indirect(reflect.ValueOf(about))
	classes, _ := v.FieldByName("CSSClasses").Addr().Interface().(*document.Prop[[]string])
	variables, _ := v.FieldByName("CSSVariables").Addr().Interface().(*document.Prop[map[string]models.NodeOrStr])
	beside{classes, variables}.show(err)
}

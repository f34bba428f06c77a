package widgets

import "github.com/panelgo/panelgo/document/models"

// Complain shows below a component what is wrong with it, in the way of a field that has refused a
// value; nil takes that away. It is for what only the program can judge, such as two fields that do
// not go together.
func Complain(about models.UIElement, err error) {
	beside{models.CSSClassesOf(about), models.CSSVariablesOf(about)}.show(err)
}
